using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Plc;

namespace LineAD.EndToEnd.Tests;

public sealed class LineTests : LineFixture
{
    [Fact]
    public async Task Line_AtAnEvenRate_DecidesEveryPartOnceByModelAndTheLedgerAgreesWithTheCameras()
    {
        await using var line = await StartAsync();
        var cameras = line.Simulate(Run(80, 10), Deck());

        await cameras.RunAsync(line.Plc, Limit);
        (await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(10), Limit)).ShouldBeTrue();

        var gate = GateSummary.Of(line.Plc.Records, Time);
        gate.Decisions.ShouldBe(80);
        gate.Late.ShouldBe(0);
        gate.Duplicates.ShouldBe(0);
        line.Plc.Records.ShouldAllBe(r => r.Basis == Basis.Model && r.ModelVersion == 1);
        line.Plc.Records.ShouldAllBe(r => r.Rejects == (r.Verdict == Verdict.Reject ? 1 : 0));
        line.Plc.Records.ShouldAllBe(r => (r.Verdict == Verdict.Reject) == (r.Score >= 1.0));
        gate.Pass.ShouldBeGreaterThan(0);
        gate.Reject.ShouldBeGreaterThan(0);

        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(5), Limit);
        ledger.Balanced.ShouldBeTrue();
        ledger.IsAtRest.ShouldBeTrue();
        ledger.FramesReceived.ShouldBe(cameras.Sent.Count);
        ledger.Frames("used").ShouldBe(80);
        ledger.PartsClosed["published"].ShouldBe(80);
    }

    [Fact]
    public async Task Service_OnSigterm_DrainsAndEndsWithZero()
    {
        await using var line = await StartAsync();
        await line.Simulate(Run(20, 20), Deck()).RunAsync(line.Plc, Limit);

        (await line.Service.StopAsync(TimeSpan.FromSeconds(20))).ShouldBe(0);

        (await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(2), Limit)).ShouldBeTrue();
    }
}
