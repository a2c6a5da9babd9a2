using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Plc;
using LineAD.Testing;

namespace LineAD.EndToEnd.Tests.Faults;

public sealed class ServiceKillTests : LineFixture
{
    private const int After = 25;

    [Fact]
    public async Task Kill9_InMidLoad_EveryDeliveredFrameEndsAndNothingComesLateOrContradicts()
    {
        await using var line = await StartAsync();
        using var witness = MosquittoWitness.Start(line.Broker.Port, Station);
        var (clock, timestamp) = (Time.GetUtcNow(), Time.GetTimestamp());
        var deck = Deck();
        var cameras = line.Simulate(Run(160, 16), deck);
        var run = cameras.RunAsync(line.Plc, Limit);
        await Task.Delay(TimeSpan.FromSeconds(3), Time);

        line.Service.Kill();
        var killed = Time.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(1), Time);
        await line.StartServiceAsync(Limit);
        var back = Time.GetTimestamp();
        await run;

        // However long the start took, there are parts that the new process has to itself.
        await line.Simulate(Run(After, 16, 161), deck).RunAsync(line.Plc, Limit);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(3), Limit);

        cameras.Unacknowledged.ShouldBe(0);
        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(10), Limit);
        ledger.Balanced.ShouldBeTrue();
        ledger.IsAtRest.ShouldBeTrue();
        // Redelivered frames are received again; none is missing.
        ledger.FramesReceived.ShouldBeGreaterThanOrEqualTo(160 + After);
        var records = line.Plc.Records;
        records.ShouldAllBe(r => !r.Contradicted);
        ShouldBeInTime(records);
        foreach (var record in records)
        {
            if (record.ArrivedTimestamp == 0)
            {
                // Silence leaves the gate armed; it is allowed only for parts that the outage took the time of.
                Time.GetElapsedTime(record.Sent!.SentTimestamp, killed).TotalMilliseconds.ShouldBeLessThan(DeadlineMs);
                Time.GetElapsedTime(record.Sent.SentTimestamp, back).TotalMilliseconds.ShouldBeGreaterThan(0);
            }
        }

        records.Count(r => r.ArrivedTimestamp > back).ShouldBeGreaterThanOrEqualTo(After);

        IEnumerable<WitnessedDecision> Gate() => witness.Decisions.Where(d => !d.IsRejectTopic);

        // The same as mosquitto_sub saw it: every decision once or with the same verdict again, none after its deadline.
        var sent = records.ToDictionary(r => r.Sent!.Seq, r => clock + Time.GetElapsedTime(timestamp, r.Sent!.SentTimestamp));
        var decided = records.Where(r => r.ArrivedTimestamp != 0).Select(r => r.Sent!.Seq).ToHashSet();
        Eventually.True(
            () => Gate().Select(d => d.Seq).Distinct().Count() >= decided.Count,
            () => $"mosquitto_sub saw {witness.Decisions.Count} messages, the gate {decided.Count} decisions");
        Gate().Select(d => d.Seq).ToHashSet().SetEquals(decided).ShouldBeTrue();
        witness.Decisions.GroupBy(d => d.Seq).ShouldAllBe(g => g.Select(d => d.Verdict).Distinct().Count() == 1);
        var monotonic = (DateTimeOffset time) => timestamp + (long)((time - clock).TotalSeconds * Time.TimestampFrequency);
        witness.Decisions.ShouldAllBe(d => LateMs(monotonic(sent[d.Seq]), monotonic(d.Arrived)) < 0);
    }
}
