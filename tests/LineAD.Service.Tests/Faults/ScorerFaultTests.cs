using LineAD.Core.Wire;
using LineAD.Service.Faults;

namespace LineAD.Service.Tests.Faults;

/// <summary>Rows of the fault matrix about the device.</summary>
[Collection(nameof(FaultLine))]
public sealed class ScorerFaultTests
{
    [MosquittoFact]
    public async Task Stall_LongerThanTheDeadline_PolicyDecidesInTimeAndTheModelAfterwards()
    {
        await using var line = await FaultLine.StartAsync();
        await line.RunDecidedAsync(5, 20);
        line.Inject(FaultNames.ScorerStall, milliseconds: 1500);

        await line.RunDecidedAsync(10, 10);
        var stalled = line.Records.Skip(5).Count(r => r.Basis == Basis.LatePolicy);
        LineAD.Testing.Eventually.True(() => line.Board.NextScorerFault() is null);
        await Task.Delay(600);
        await line.RunDecidedAsync(10, 20);

        await line.CheckInvariantsAsync();
        stalled.ShouldBeInRange(1, 10);
        line.Records.Where(r => r.Basis == Basis.LatePolicy).ShouldAllBe(r => r.Verdict == Verdict.Reject);
        line.Records.Skip(15).ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task Stall_500ms_EveryPartIsStillDecidedInTime()
    {
        await using var line = await FaultLine.StartAsync();
        await line.RunDecidedAsync(5, 20);
        line.Inject(FaultNames.ScorerStall, milliseconds: 500, count: 2);

        await line.RunDecidedAsync(40, 20);

        await line.CheckInvariantsAsync();
        line.Records.Skip(5).Max(FaultLine.LatencyMs).ShouldBeGreaterThan(490);
        line.Records.TakeLast(5).ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task Exception_OfOneCall_IsRetriedAndTheModelDecides()
    {
        await using var line = await FaultLine.StartAsync();
        line.Inject(FaultNames.ScorerException, count: 1);

        await line.RunDecidedAsync(5, 20);

        await line.CheckInvariantsAsync();
        line.Records.ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoTheory]
    [InlineData(FaultNames.ScorerException)]
    [InlineData(FaultNames.DeviceOom)]
    public async Task Failure_OfTheRetryToo_RejectsByFaultPolicyAndTheNextPartsAreScored(string fault)
    {
        await using var line = await FaultLine.StartAsync();
        line.Inject(fault, count: 6);

        await line.RunDecidedAsync(10, 10);

        var ledger = await line.CheckInvariantsAsync();
        var faulted = line.Records.Where(r => r.Basis == Basis.FaultPolicy).ToList();
        faulted.Count.ShouldBe(3);
        faulted.ShouldAllBe(r => r.Verdict == Verdict.Reject);
        ledger.Frames("quarantined").ShouldBe(3);
        line.Records.Skip(5).ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task NanScores_AnyNumber_NeverPass()
    {
        await using var line = await FaultLine.StartAsync();
        line.Inject(FaultNames.NanScores, count: 4);

        await line.RunDecidedAsync(10, 10, _ => "0.5");

        var ledger = await line.CheckInvariantsAsync();
        line.Records.Count(r => r is { Verdict: Verdict.Reject, Basis: Basis.FaultPolicy }).ShouldBe(4);
        line.Records.Count(r => r is { Verdict: Verdict.Pass, Basis: Basis.Model }).ShouldBe(6);
        ledger.Frames("quarantined").ShouldBe(4);
    }

    [MosquittoFact]
    public async Task DeviceOom_OfEveryCall_IsNotReadyRejectsAndEndsWithCode5()
    {
        await using var line = await FaultLine.StartAsync(o => o.Pipeline.DeviceHangMs = 1500);
        await line.RunDecidedAsync(5, 20, _ => "0.5");
        line.Inject(FaultNames.DeviceOom, count: 100_000);

        var run = line.RunAsync(60, 20, _ => "0.5");

        await line.Host.UntilAsync("/health/live", System.Net.HttpStatusCode.ServiceUnavailable);
        (await line.Host.Run.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(LineAD.Service.Hosting.ServiceExitCodes.DeviceHang);
        await run;
        line.Records.Skip(5).Where(r => r.ArrivedTimestamp != 0).ShouldAllBe(r => r.Verdict == Verdict.Reject && r.Basis == Basis.FaultPolicy);
        line.Records.Skip(5).Count(r => r.ArrivedTimestamp != 0).ShouldBeGreaterThan(20);
    }
}
