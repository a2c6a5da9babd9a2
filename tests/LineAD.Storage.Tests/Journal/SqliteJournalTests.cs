using LineAD.Core.Journal;
using LineAD.Core.Wire;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Tests.Journal;

public sealed class SqliteJournalTests : JournalFixture
{
    [Fact]
    public async Task ReadBooks_AfterAPartWasOpenedDecidedAndClosed_Balances()
    {
        await using var journal = Open();
        journal.Recover();
        journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = 1 });
        journal.TryAppend(Opened(1));
        journal.TryAppend(Decided(1, Verdict.Reject));
        journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = 2 });
        await FlushAsync(journal);

        var books = journal.ReadBooks().ShouldHaveSingleItem();
        books.FramesReceived.ShouldBe(2);
        books.FramesInFlight.ShouldBe(2);
        books.PartsClosed[(PartOutcome.Pending, "")].ShouldBe(1);
        books.Balanced.ShouldBeTrue();

        journal.TryAppend(Closed(1, PartOutcome.Published, Ended(1, FrameState.Used)));
        journal.TryAppend(Ended(2, FrameState.Dropped, "late"));
        await FlushAsync(journal);

        books = journal.ReadBooks().ShouldHaveSingleItem();
        books.FramesInFlight.ShouldBe(0);
        books.FramesEnded[(FrameState.Dropped, "late")].ShouldBe(1);
        books.PartsDecided[(Verdict.Reject, Basis.Model)].ShouldBe(1);
        books.PartsClosed[(PartOutcome.Published, "")].ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppend_MoreDecisionsFollow_WaitsForTheLastOrForAnyoneElses()
    {
        await using var journal = Open(gather: TimeSpan.FromMinutes(1));
        using var first = new ManualResetEventSlim();
        using var both = new CountdownEvent(2);

        journal.TryAppend(Decided(1, Verdict.Pass, _ => first.Set()) with { MoreFollow = true }).ShouldBeTrue();
        first.Wait(TimeSpan.FromMilliseconds(100)).ShouldBeFalse();
        journal.Hurry();
        first.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();

        journal.TryAppend(Decided(2, Verdict.Pass, _ => both.Signal()) with { MoreFollow = true }).ShouldBeTrue();
        journal.TryAppend(Decided(3, Verdict.Pass, _ => both.Signal())).ShouldBeTrue();
        both.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public async Task ReadBooks_EntriesStillGathering_AreInTheAnswer()
    {
        await using var journal = Open(gather: TimeSpan.FromMinutes(1));
        journal.Recover();
        for (var round = 1; round <= 5; round++)
        {
            journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = round });
            journal.ReadBooks().ShouldHaveSingleItem().FramesReceived.ShouldBe(round);
        }
    }

    [Fact]
    public async Task TryAppend_SecondDecisionOfAPart_ChangesNeitherRowNorCount()
    {
        await using (var journal = Open())
        {
            journal.Recover();
            journal.TryAppend(Opened(1));
            journal.TryAppend(Decided(1, Verdict.Reject));
            journal.TryAppend(Decided(1, Verdict.Pass));
            await FlushAsync(journal);
            journal.ReadBooks().ShouldHaveSingleItem().PartsDecided.ShouldHaveSingleItem();
        }

        await using var again = Open();
        again.Recover().Decisions.ShouldHaveSingleItem().Decision.Verdict.ShouldBe(Verdict.Reject);
    }

    [Fact]
    public async Task Recover_AfterARestart_ReturnsDecisionsAsWrittenAndEndsFramesInFlight()
    {
        var decided = Decided(1, Verdict.Reject);
        await using (var journal = Open())
        {
            journal.Recover().Epoch.ShouldBe((ushort)1);
            journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = 1 });
            journal.TryAppend(Opened(1));
            journal.TryAppend(decided);
            journal.TryAppend(Opened(2));
        }

        await using var again = Open();
        var recovery = again.Recover();
        recovery.Epoch.ShouldBe((ushort)2);
        var found = recovery.Decisions.ShouldHaveSingleItem();
        found.Decision.ShouldBe(decided.Decision);
        found.Outcome.ShouldBe(PartOutcome.Pending);
        recovery.OpenParts.ShouldHaveSingleItem().Inspection.ShouldBe(Key(2));
        var books = again.ReadBooks().ShouldHaveSingleItem();
        books.FramesEnded[(FrameState.Dropped, "restart")].ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppend_PartOpenedAgainAfterARestart_IsCountedOnce()
    {
        await using (var journal = Open())
        {
            journal.Recover();
            journal.TryAppend(Opened(1));
        }

        await using var again = Open();
        again.Recover();
        again.TryAppend(Opened(1));
        await FlushAsync(again);
        again.ReadBooks().ShouldHaveSingleItem().PartsOpened.ShouldBe(1);
    }

    [Fact]
    public async Task TryAppend_PartOpenedAgainWithAnotherCutOff_TheEarlierHolds()
    {
        var opened = Opened(1);
        var earlier = opened with { CutOff = opened.CutOff.AddMilliseconds(-400) };
        await using (var journal = Open())
        {
            journal.Recover();
            journal.TryAppend(opened);
            journal.TryAppend(earlier);
            journal.TryAppend(opened with { CutOff = opened.CutOff.AddMilliseconds(400) });
        }

        await using var again = Open();
        again.Recover().OpenParts.ShouldHaveSingleItem().CutOff.ToUnixTimeMilliseconds()
            .ShouldBe(earlier.CutOff.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Written_IsCalledAfterTheDecisionIsOnFile()
    {
        await using var journal = Open();
        journal.Recover();
        var seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.TryAppend(Decided(1, Verdict.Pass, _ => seen.SetResult(journal.ReadBooks()[0].PartsDecided.Count)));
        (await seen.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(1);
    }

    [Fact]
    public async Task TryAppend_ToAFullQueue_IsRefusedAndDoesNotWait()
    {
        using var release = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        await using var journal = Open(queueCapacity: 4);
        journal.Recover();
        journal.TryAppend(Opened(1) with { Written = _ => { inside.Set(); release.Wait(TimeSpan.FromSeconds(10)); } });
        inside.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        Enumerable.Range(2, 4).ShouldAllBe(i => journal.TryAppend(Opened(i)));
        journal.TryAppend(Opened(9)).ShouldBeFalse();
        release.Set();
    }

    [Fact]
    public async Task Prune_ClosedDecisionsOutsideTheWindow_AreForgottenButStayInTheBooks()
    {
        await using var journal = Open(window: TimeSpan.FromMilliseconds(-1000));
        journal.Recover();
        journal.TryAppend(Decided(1, Verdict.Pass));
        journal.TryAppend(Closed(1, PartOutcome.Published));
        journal.TryAppend(Decided(2, Verdict.Pass));
        await FlushAsync(journal);
        await FlushAsync(journal);
        journal.Recover().Decisions.Select(d => d.Decision.Inspection.Seq).ShouldBe([2u]);
        journal.ReadBooks()[0].PartsDecided[(Verdict.Pass, Basis.Model)].ShouldBe(2);
    }

    [Fact]
    public async Task Open_JournalOfOtherPages_IsReadAndGoesOn()
    {
        await using (var journal = Open())
        {
            journal.TryAppend(Decided(1, Verdict.Reject));
            await FlushAsync(journal);
        }

        PageSize().ShouldBe(1024);
        Run("PRAGMA journal_mode=DELETE", "PRAGMA page_size=4096", "VACUUM");
        await using (var journal = Open())
        {
            journal.Recover().Decisions.ShouldHaveSingleItem();
            journal.TryAppend(Decided(2, Verdict.Pass));
            await FlushAsync(journal);
        }

        PageSize().ShouldBe(4096);
        await using var again = Open();
        again.Recover().Decisions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Open_DamagedFile_IsSetAsideAndANewOneBegun()
    {
        await File.WriteAllBytesAsync(FilePath, [.. Enumerable.Range(0, 8192).Select(i => (byte)(i * 7))]);
        await using var journal = Open();
        journal.Recover().Decisions.ShouldBeEmpty();
        Directory.GetFiles(Path.GetDirectoryName(FilePath)!, "*.damaged-*").ShouldNotBeEmpty();
    }

    private long PageSize() => Run("PRAGMA page_size");

    private long Run(params string[] commands)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        object? last = null;
        foreach (var text in commands)
        {
            command.CommandText = text;
            last = command.ExecuteScalar();
        }

        return last is long number ? number : 0;
    }
}
