using LineAD.EndToEnd.Tests.Support;

namespace LineAD.EndToEnd.Tests.Faults;

public sealed class BacklogTests : LineFixture
{
    [Fact]
    public async Task Backlog_AfterAnOutage_GoesToAuditWhileFreshPartsAreDecided()
    {
        await using var line = await StartAsync();
        await line.Simulate(Run(10, 10), Deck()).RunAsync(line.Plc, Limit);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(5), Limit);
        line.Service.Kill();
        var stale = line.Simulate(Run(60, 40, 11), Deck());
        await stale.RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromMilliseconds(DeadlineMs), Time);

        await line.StartServiceAsync(Limit);
        await line.Simulate(Run(30, 10, 71), Deck()).RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromMilliseconds(DeadlineMs), Time);

        var records = line.Plc.Records;
        records.Skip(10).Take(60).ShouldAllBe(r => r.ArrivedTimestamp == 0);
        records.Skip(70).ShouldAllBe(r => r.ArrivedTimestamp != 0 && r.Basis == LineAD.Core.Wire.Basis.Model);
        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(10), Limit);
        ledger.Balanced.ShouldBeTrue();
        ledger.IsAtRest.ShouldBeTrue();
        ledger.Frames("stale").ShouldBe(60);
    }
}
