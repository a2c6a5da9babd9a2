using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Storage.Journal;
using LineAD.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Storage.Tests.Journal;

/// <summary>Cut-offs survive a restart as UTC; a clock that was set in between must not move them.</summary>
public sealed class ClockStepTests : JournalFixture
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task Recover_ClockWasSetDuringTheRun_NoCutOffIsAhead(int seconds)
    {
        await RunAsync(() => _time.UtcStep = TimeSpan.FromSeconds(seconds));

        var recovery = await RecoverAsync();

        recovery.OpenParts.ShouldHaveSingleItem().CutOff.ShouldBeLessThan(_time.GetUtcNow());
        recovery.Decisions.ShouldHaveSingleItem().CutOff.ShouldBeLessThan(_time.GetUtcNow());
    }

    [Fact]
    public async Task Recover_ClockWasLeftAlone_CutOffsAreAsWritten()
    {
        await RunAsync(() => _time.Advance(100));

        var recovery = await RecoverAsync();

        recovery.OpenParts.ShouldHaveSingleItem().CutOff.ShouldBe(_time.GetUtcNow().AddMilliseconds(900));
        recovery.Decisions.ShouldHaveSingleItem().CutOff.ShouldBe(_time.GetUtcNow().AddMilliseconds(900));
    }

    [Fact]
    public async Task Recover_OnceTheStepWasSeen_CutOffsCountAgain()
    {
        await RunAsync(() => _time.UtcStep = TimeSpan.FromSeconds(-5));
        await RecoverAsync();

        await RunAsync(() => { }, part: 3);

        (await RecoverAsync()).OpenParts.Single(p => p.Inspection == Key(3)).CutOff.ShouldBeGreaterThan(_time.GetUtcNow());
    }

    private async Task RunAsync(Action meanwhile, int part = 1)
    {
        var cutOff = _time.GetUtcNow().AddSeconds(1);
        await using var journal = OpenManual();
        journal.Recover();
        journal.TryAppend(Opened(part) with { CutOff = cutOff });
        journal.TryAppend(Decided(part + 1, Verdict.Reject) with { CutOff = cutOff });
        await FlushAsync(journal);
        meanwhile();
    }

    private async Task<JournalRecovery> RecoverAsync()
    {
        await using var journal = OpenManual();
        return journal.Recover();
    }

    private SqliteJournal OpenManual() => new(
        new JournalOptions { Path = FilePath, DedupWindow = TimeSpan.FromDays(10_000) }, _time, NullLogger.Instance);
}
