using System.Net;
using LineAD.Core.Wire;
using LineAD.Service.Faults;

namespace LineAD.Service.Tests.Faults;

/// <summary>Rows of the fault matrix about the machine: clock, disk, consumers of outputs.</summary>
[Collection(nameof(FaultLine))]
public sealed class HostFaultTests
{
    [MosquittoTheory]
    [InlineData(5000)]
    [InlineData(-5000)]
    public async Task ClockStep_OfTheHost_MovesNoDeadline(int milliseconds)
    {
        await using var line = await FaultLine.StartAsync();
        var run = line.RunAsync(30, 20);
        await Task.Delay(700);

        line.Inject(FaultNames.ClockStep, milliseconds: milliseconds);
        await run;

        await line.DecidedAsync();
        await line.CheckInvariantsAsync();
        line.Records.ShouldAllBe(r => r.Basis == Basis.Model && r.SlackMs > 500 && r.SlackMs <= FaultLine.DeadlineMs);
    }

    [MosquittoFact]
    public async Task DiskFull_WhilePartsCome_NothingPassesAndTheBooksBalanceAfterwards()
    {
        await using var line = await FaultLine.StartAsync();
        await line.RunDecidedAsync(5, 20, _ => "0.5");
        line.Inject(FaultNames.DiskFull, milliseconds: 1000);
        await line.RunDecidedAsync(8, 10, _ => "0.5");
        await line.Host.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, "journal");
        await Task.Delay(600);

        await line.RunDecidedAsync(8, 10, _ => "0.5");

        await line.RecoveredAsync();
        await line.CheckInvariantsAsync();
        line.Records.Skip(5).Take(8).ShouldAllBe(r => r.Verdict == Verdict.Reject && r.Basis == Basis.FaultPolicy);
        line.Records.Where((_, i) => i is < 5 or >= 14).ShouldAllBe(r => r.Verdict == Verdict.Pass);
    }

    [MosquittoFact]
    public async Task SlowOutputs_ManyDeadLetters_AreShedAndEveryPartIsDecided()
    {
        await using var line = await FaultLine.StartAsync();
        line.Board.Apply(new FaultCommand { Fault = FaultNames.SlowOutputs, Milliseconds = 10_000, PerSecond = 1 });

        await line.RunDecidedAsync(30, 20, i => i % 2 == 0 ? "0.5" : "bad");

        var ledger = await line.CheckInvariantsAsync();
        ledger.Frames("quarantined").ShouldBe(15);
        line.Records.Count(r => r is { Verdict: Verdict.Pass, Basis: Basis.Model }).ShouldBe(15);
        line.Records.ShouldAllBe(r => r.ArrivedTimestamp != 0);
        var metrics = await line.Host.UntilAsync("/metrics", HttpStatusCode.OK, "linead_shed_total{stage=\"output\"}");
        metrics.ShouldNotContain("linead_shed_total{stage=\"output\"} 0");
    }
}
