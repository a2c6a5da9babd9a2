using LineAD.EndToEnd.Tests.Support;

namespace LineAD.EndToEnd.Tests.Faults;

public sealed class SigtermTests : LineFixture
{
    /// <summary>Frames that were on their way to the service when it was told to stop.</summary>
    private const double OnTheirWayMs = 200;

    private const int After = 25;

    [Fact]
    public async Task Sigterm_UnderLoad_EndsInOrderAndLeavesNoPartUndecidedThatItHad()
    {
        await using var line = await StartAsync();
        var deck = Deck();
        var cameras = line.Simulate(Run(140, 20), deck);
        var run = cameras.RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromSeconds(2), Time);

        var asked = Time.GetTimestamp();
        (await line.Service.StopAsync(TimeSpan.FromSeconds(20))).ShouldBe(0);
        await line.StartServiceAsync(Limit);
        var back = Time.GetTimestamp();
        await run;

        // However long the start took, there are parts that the new process has to itself.
        await line.Simulate(Run(After, 20, 141), deck).RunAsync(line.Plc, Limit);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(3), Limit);

        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(10), Limit);
        (ledger.Balanced, ledger.IsAtRest).ShouldBe((true, true));
        cameras.Unacknowledged.ShouldBe(0);
        // What came after the intake closed was left to the broker and came again: nothing is missing.
        (ledger.FramesReceived - ledger.Frames("duplicate") - ledger.FramesEnded.GetValueOrDefault("dropped:restart")).ShouldBe(140 + After);
        ShouldBeInTime(line.Plc.Records);
        foreach (var record in line.Plc.Records)
        {
            record.Contradicted.ShouldBeFalse();
            var sentMs = (record.Sent!.SentTimestamp - asked) * 1000.0 / Time.TimestampFrequency;
            if (record.ArrivedTimestamp == 0)
            {
                // Silent are only parts that came while nobody was there.
                sentMs.ShouldBeGreaterThan(-OnTheirWayMs, $"part {record.Sent.Seq} was in hand and got no decision");
                record.Sent.SentTimestamp.ShouldBeLessThan(back);
            }
        }

        line.Plc.Records.Count(r => r.ArrivedTimestamp > back).ShouldBeGreaterThanOrEqualTo(After);
    }
}
