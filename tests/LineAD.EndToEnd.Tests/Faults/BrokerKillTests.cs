using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Plc;

namespace LineAD.EndToEnd.Tests.Faults;

public sealed class BrokerKillTests : LineFixture
{
    [Fact]
    public async Task Kill9_OfTheBroker_LosesOnlyPartsThatTheGateHasNoDecisionFor()
    {
        await using var line = await StartAsync();
        var first = line.Simulate(Run(60, 15), Deck());
        var run = first.RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromSeconds(2), Time);
        line.Broker.Kill();
        await run;
        var cut = first.Sent.Count;
        await Task.Delay(TimeSpan.FromSeconds(1), Time);

        await line.Broker.RestartAsync(Limit);
        await line.ConnectPeersAsync(Limit);
        await line.WaitUntilServiceListensAsync(TimeSpan.FromSeconds(15), Limit);
        var second = line.Simulate(Run(40, 15, (uint)cut + 1), Deck());
        await second.RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromMilliseconds(2 * DeadlineMs), Time);

        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(10), Limit);
        ledger.Balanced.ShouldBeTrue();
        ledger.IsAtRest.ShouldBeTrue();
        var distinct = ledger.FramesReceived - ledger.Frames("duplicate");
        var lost = first.Sent.Count + second.Sent.Count - distinct;
        // Lost are frames that the broker took with it or never took: a part that was decided is not among them.
        long silent = line.Plc.Records.Take(cut).Count(r => r.ArrivedTimestamp == 0);
        lost.ShouldBeInRange(0L, silent);
        GateSummary.Of([.. line.Plc.Records.Skip(cut)], Time).Decisions.ShouldBe(40);
        line.Plc.Records.ShouldAllBe(r => !r.Contradicted);
        ShouldBeInTime(line.Plc.Records);
    }
}
