using LineAD.Core.Wire;
using LineAD.Service.Faults;
using LineAD.Simulation.Network;

namespace LineAD.Service.Tests.Faults;

/// <summary>Rows of the fault matrix about the link to the broker, and the broker itself.</summary>
[Collection(nameof(FaultLine))]
public sealed class LinkFaultTests
{
    /// <summary>Time from the end of an outage until a new part is decided by model again.</summary>
    private const double RecoveryMs = 2500;

    [MosquittoTheory]
    [InlineData(LinkFaultKind.Cut, 1)]
    [InlineData(LinkFaultKind.Cut, 5)]
    [InlineData(LinkFaultKind.HalfOpen, 1)]
    [InlineData(LinkFaultKind.HalfOpen, 5)]
    public async Task Outage_UnderLoad_NothingComesLateAndNothingIsLost(LinkFaultKind kind, int seconds)
    {
        await using var line = await FaultLine.StartAsync();
        var run = line.RunAsync((seconds + 6) * 20, 20);
        await Task.Delay(1500);

        var began = FaultLine.Now();
        line.Proxy.Set(new LinkFault(kind));
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var ended = FaultLine.Now();
        line.Proxy.Restore();

        await run;
        await line.RecoveredAsync();
        await line.CheckInvariantsAsync();
        var silent = line.Records.Where(r => r.ArrivedTimestamp == 0).ToList();
        silent.ShouldAllBe(r => FaultLine.SentMs(r, began) > -FaultLine.DeadlineMs && FaultLine.SentMs(r, ended) < RecoveryMs);
        var after = line.Records.Where(r => FaultLine.SentMs(r, ended) >= RecoveryMs).ToList();
        after.Count.ShouldBeGreaterThan(10);
        after.ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task Backlog_OverASlowLink_IsNotTakenForFreshFrames()
    {
        await using var line = await FaultLine.StartAsync();
        await line.RunDecidedAsync(5, 20);

        await line.RestartAsync(async () =>
        {
            await line.RunAsync(20, 20);
            await Task.Delay(FaultLine.DeadlineMs);

            // Frames of a backlog with pauses between them.
            line.Proxy.Set(LinkFault.Throttle(3000));
        });
        await line.RestedAsync(25);
        line.Proxy.Restore();
        await line.RunAsync(40, 20);
        await Task.Delay(FaultLine.DeadlineMs);

        await line.CheckInvariantsAsync();
        line.Records.Skip(5).Take(20).ShouldAllBe(r => r.ArrivedTimestamp == 0);
        line.Records.TakeLast(10).ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task Forgotten_ByTheNetwork_IsNoticedByTheKeepAlive()
    {
        await using var line = await FaultLine.StartAsync();
        var run = line.RunAsync(120, 20);
        await Task.Delay(1000);

        var began = FaultLine.Now();
        line.Proxy.Forget();

        await run;
        await line.CheckInvariantsAsync();
        var after = line.Records.Where(r => FaultLine.SentMs(r, began) >= 3500).ToList();
        after.Count.ShouldBeGreaterThan(10);
        after.ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task Reset_OfEveryConnection_CostsNoPartItsDecision()
    {
        await using var line = await FaultLine.StartAsync(deadlineMs: 4000);

        // On a slow link some decisions are always on their way, and a reset takes them. Coming back takes four round trips.
        line.Proxy.Set(LinkFault.Delay(TimeSpan.FromMilliseconds(40)));
        var run = line.RunAsync(100, 20);
        for (var resets = 0; resets < 2; resets++)
        {
            await Task.Delay(1500);
            line.Proxy.Reset();
        }

        await run;
        await line.DecidedAsync();
        await line.CheckInvariantsAsync();
    }

    [MosquittoFact]
    public async Task Delay_Of200ms_EveryPartIsDecidedInTime()
    {
        await using var line = await FaultLine.StartAsync();
        await line.RunDecidedAsync(5, 20);

        line.Proxy.Set(LinkFault.Delay(TimeSpan.FromMilliseconds(200)));
        await line.RunDecidedAsync(40, 20);

        await line.CheckInvariantsAsync();
        line.Records.Skip(5).ShouldAllBe(r => FaultLine.LatencyMs(r) > 380);
        line.Records.ShouldAllBe(r => r.Basis == Basis.Model);
    }

    [MosquittoFact]
    public async Task Delay_WithAStalledDevice_PolicyDecidesWithinTheReserve()
    {
        // Cut-off at 1,200 ms, at the gate at 1,450: room for a pause of the test's own process, which plays link and gate, too.
        await using var line = await FaultLine.StartAsync(
            o => (o.Stations[0].DeliveryReserveMs, o.Pipeline.PolicyLeadMs) = (800, 200), deadlineMs: 2000);
        await line.RunDecidedAsync(5, 20);
        line.Proxy.Set(LinkFault.Delay(TimeSpan.FromMilliseconds(250)));
        line.Inject(FaultNames.ScorerStall, milliseconds: 4000);

        await line.RunDecidedAsync(20, 20);

        await line.CheckInvariantsAsync();
        var byPolicy = line.Records.Skip(6).Where(r => r.Basis == Basis.LatePolicy).ToList();
        byPolicy.Count.ShouldBeGreaterThan(10);
        byPolicy.ShouldAllBe(r => line.RunningMs(r) < 1600);
    }

    [MosquittoFact]
    public async Task Throttle_WhileDeadLettersPileUp_DecisionsGoTheirOwnWay()
    {
        await using var line = await FaultLine.StartAsync();
        await line.RunDecidedAsync(5, 20);
        line.Proxy.Set(LinkFault.Throttle(30_000, isOneWay: true));

        // One dead letter takes longer than a part's whole time: no decision may be behind it on its connection.
        await line.RunDecidedAsync(40, 20, i => i % 2 == 0 ? "0.5" : "bad " + new string('x', 40_000));

        line.Proxy.Restore();
        await line.CheckInvariantsAsync();
        line.Records.Skip(5).Count(r => r is { Verdict: Verdict.Pass, Basis: Basis.Model }).ShouldBe(20);
    }

    [MosquittoTheory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task BrokerKill_UnderLoad_NothingIsSentAfterItsCutOff(int seconds)
    {
        // The parts after the restart are to be decided by the model: a machine that stands still for a second is not the fault here.
        const int deadlineMs = 2500;
        await using var line = await FaultLine.StartAsync(deadlineMs: deadlineMs);
        var run = line.RunAsync(40, 20);
        await Task.Delay(1500);
        line.Broker.Kill();
        await run;
        var cut = line.Records.Count;
        await Task.Delay(TimeSpan.FromSeconds(seconds));

        await line.Broker.RestartAsync();
        await line.ConnectPeersAsync();
        await line.RecoveredAsync();
        await line.RunAsync(20, 20);

        await line.DecidedAsync(cut);
        var records = line.Records;
        records.Skip(cut).ShouldAllBe(r => r.Basis == Basis.Model);
        records.ShouldAllBe(r => !r.Contradicted);
        line.InTime();
        var ledger = await line.SettledLedgerAsync();
        ledger.Balanced.ShouldBeTrue();

        // The broker keeps nothing over a kill: what it took with it is silent at the gate, and nothing else is.
        var lost = records.Count - (ledger.FramesReceived - ledger.Frames("duplicate"));
        lost.ShouldBeInRange(0, records.Take(cut).Count(r => r.ArrivedTimestamp == 0));
        records.Take(cut).Count(r => r.ArrivedTimestamp == 0).ShouldBeLessThan(cut / 2);
    }
}
