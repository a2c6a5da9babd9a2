using System.Globalization;
using LineAD.EndToEnd.Tests.Support;

namespace LineAD.EndToEnd.Tests.Faults;

/// <summary>A short version of the outage; <c>LINEAD_OUTAGE_SECONDS=30</c> makes it the long one, which has 1,200 frames to work off.</summary>
public sealed class BacklogTests : LineFixture
{
    private const double Rate = 40;

    private static double OutageSeconds => double.TryParse(
        Environment.GetEnvironmentVariable("LINEAD_OUTAGE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 1.5;

    [Fact]
    public async Task Backlog_AfterAnOutage_GoesToAuditWhileFreshPartsAreDecided()
    {
        var missed = (int)(Rate * OutageSeconds);
        var sessionSeconds = (uint)(OutageSeconds + 60);
        await using var line = await StartAsync(options: Options with { Configure = o => o.Mqtt!.FrameSessionExpirySeconds = sessionSeconds });
        await line.Simulate(Run(10, 10), Deck()).RunAsync(line.Plc, Limit);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(5), Limit);
        line.Service.Kill();
        var stale = line.Simulate(Run(missed, Rate, 11), Deck());
        await stale.RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromMilliseconds(DeadlineMs), Time);

        await line.StartServiceAsync(Limit);
        await line.Simulate(Run(30, 10, (uint)missed + 11), Deck()).RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromMilliseconds(DeadlineMs), Time);

        var records = line.Plc.Records;
        records.Skip(10).Take(missed).ShouldAllBe(r => r.ArrivedTimestamp == 0);
        records.Skip(missed + 10).ShouldAllBe(r => r.ArrivedTimestamp != 0 && r.Basis == LineAD.Core.Wire.Basis.Model);
        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(10), Limit);
        ledger.Balanced.ShouldBeTrue();
        ledger.IsAtRest.ShouldBeTrue();
        ledger.Frames("stale").ShouldBe(missed);
    }
}
