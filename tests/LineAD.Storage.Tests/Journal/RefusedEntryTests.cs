using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Storage.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Storage.Tests.Journal;

/// <summary>An entry that SQLite has no form for is refused alone: the thread lives, and what came with it is written.</summary>
public sealed class RefusedEntryTests : JournalFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task TryAppend_ScoreIsNoNumber_OnlyThatDecisionIsRefused()
    {
        await using var journal = Open(gather: TimeSpan.FromMinutes(1));
        journal.Recover();
        var first = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.TryAppend(Opened(1) with { Written = first.SetResult });
        journal.TryAppend(Opened(2));
        journal.TryAppend(Scored(2, double.NaN, refused.SetResult));
        journal.TryAppend(Decided(1, Verdict.Reject, last.SetResult));

        (await refused.Task.WaitAsync(Limit)).ShouldBeFalse();
        (await first.Task.WaitAsync(Limit)).ShouldBeTrue();
        (await last.Task.WaitAsync(Limit)).ShouldBeTrue();
        journal.RefusedEntries.ShouldBe(1);
        journal.IsHealthy.ShouldBeTrue();
        var books = journal.ReadBooks().ShouldHaveSingleItem();
        books.PartsDecided.ShouldHaveSingleItem().Key.ShouldBe((Verdict.Reject, Basis.Model));
        books.PartsInFlight.ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppend_PolicyDecisionAfterARefusedOne_EndsThePartInTheBooks()
    {
        await using var journal = Open();
        journal.Recover();
        journal.TryAppend(Opened(1));
        journal.TryAppend(Scored(1, double.NaN, null));
        await FlushAsync(journal);
        var policy = Decided(1, Verdict.Reject);
        journal.TryAppend(policy with { Decision = policy.Decision with { Score = null, Basis = Basis.FaultPolicy } });
        journal.TryAppend(Closed(1, PartOutcome.Published));
        await FlushAsync(journal);

        var books = journal.ReadBooks().ShouldHaveSingleItem();
        books.PartsInFlight.ShouldBe(0);
        books.PartsClosed[(PartOutcome.Published, "")].ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppend_FrameNumberTwice_IsRefusedAndNotTriedForEver()
    {
        await using var journal = Open();
        journal.Recover();
        journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = 1 });
        journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = 1 });
        await FlushAsync(journal);

        journal.RefusedEntries.ShouldBe(1);
        journal.IsHealthy.ShouldBeTrue();
        var books = journal.ReadBooks().ShouldHaveSingleItem();
        books.FramesReceived.ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppend_OpeningRefused_ItsDecisionOpensThePartInTheBooks()
    {
        await using var journal = Open();
        journal.Recover();
        journal.TryAppend(Opened(1) with { Category = null! });
        journal.TryAppend(Decided(1, Verdict.Reject));
        await FlushAsync(journal);

        journal.RefusedEntries.ShouldBe(1);
        var books = journal.ReadBooks().ShouldHaveSingleItem();
        books.PartsOpened.ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppend_WaiterThrows_TheJournalGoesOn()
    {
        await using var journal = Open();
        journal.Recover();
        journal.TryAppend(Opened(1) with { Written = _ => throw new InvalidOperationException("a waiter's defect") });
        await FlushAsync(journal);
        journal.TryAppend(Opened(2));
        await FlushAsync(journal);
        journal.ReadBooks().ShouldHaveSingleItem().PartsOpened.ShouldBe(2);
    }

    [Fact]
    public async Task TryAppend_TransactionFailsWithAnyException_IsUnhealthyUntilItWorksAgain()
    {
        var broken = true;
        await using var journal = new SqliteJournal(
            new JournalOptions
            {
                Path = FilePath,
                BeforeTransaction = () => _ = broken ? throw new IOException("no disk") : 0,
            },
            TimeProvider.System,
            NullLogger.Instance);
        journal.Recover();
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.TryAppend(Opened(1) with { Written = written.SetResult });

        (await written.Task.WaitAsync(Limit)).ShouldBeFalse();
        journal.IsHealthy.ShouldBeFalse();
        broken = false;
        await FlushAsync(journal);
        journal.IsHealthy.ShouldBeTrue();
        journal.RefusedEntries.ShouldBe(0);
        journal.ReadBooks().ShouldHaveSingleItem().PartsOpened.ShouldBe(1);
    }

    private static PartDecided Scored(int part, double score, Action<bool>? written)
    {
        var decided = Decided(part, Verdict.Pass, written);
        return decided with { Decision = decided.Decision with { Score = score } };
    }
}
