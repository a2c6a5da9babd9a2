using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Plc;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;
using Xunit.Abstractions;

namespace LineAD.EndToEnd.Tests;

/// <summary>
/// The service with Kafka on both sides and no MQTT at all; <c>LINEAD_KAFKA_KILLS=20</c> makes the run with kills the long one.
/// </summary>
public sealed class KafkaLineTests(ITestOutputHelper output) : LineFixture
{
    private const string Root = "e2e";

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("LINEAD_KAFKA_KILLS"), out var count) ? count : 2;

    [KafkaFact]
    public async Task Line_OverTheMockCluster_DecidesEveryPartOnceByModel()
    {
        using var cluster = new KafkaMockCluster();
        cluster.CreateTopics(new KafkaTopics(Root).All);
        await using var line = await StartAsync(options: Over(cluster.BootstrapServers));

        await line.Simulate(Run(40, 10), Deck()).RunAsync(line.Plc, Limit);
        (await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(10), Limit)).ShouldBeTrue();

        var gate = GateSummary.Of(line.Plc.Records, Time);
        (gate.Decisions, gate.Duplicates).ShouldBe((40, 0));
        line.Plc.Records.ShouldAllBe(r => r.Basis == Basis.Model);
        line.Plc.Records.ShouldAllBe(r => r.Rejects == (r.Verdict == Verdict.Reject ? 1 : 0));
        var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(5), Limit);
        (ledger.Balanced, ledger.IsAtRest, ledger.Frames("used")).ShouldBe((true, true, 40));
    }

    [KafkaBrokerFact]
    public async Task ExactlyOnce_ServiceKilledUnderLoad_EveryPartHasOneDecision()
    {
        await using var broker = await KafkaBroker.StartAsync(cancellationToken: Limit);
        using (var peer = new KafkaPeer(broker.BootstrapServers))
        {
            await peer.CreateTopicsAsync(new KafkaTopics(Root).All, 2);
        }

        var options = Over(broker.BootstrapServers) with
        {
            ExactlyOnce = true,
            DeadlineMs = 30_000,
            MaxFramesPerSecond = 20,
            MaxFrameBytes = 1 << 20,
        };
        await using var line = await StartAsync(options: options);
        var parts = 30 * Kills;
        var cameras = line.Simulate(Run(parts, 10), Deck()).RunAsync(line.Plc, Limit);
        for (var kills = 0; kills < Kills; kills++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5), Time, Limit);
            line.Service.Kill();
            await line.StartServiceAsync(Limit);
        }

        await cameras;
        (await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(20), Limit)).ShouldBeTrue();
        await Task.Delay(TimeSpan.FromSeconds(1), Time, Limit);
        var gate = GateSummary.Of(line.Plc.Records, Time);
        output.WriteLine($"{Kills} kills, {parts} parts: {gate.Silent} lost, {gate.Duplicates} repeated, latency {gate.LatencyMs}");
        (gate.Decisions, gate.Silent, gate.Duplicates).ShouldBe((parts, 0, 0));
        line.Plc.Records.ShouldAllBe(r => r.Rejects == (r.Verdict == Verdict.Reject ? 1 : 0));
    }

    private TestLineOptions Over(string servers) => Options with { Root = Root, KafkaServers = servers };
}
