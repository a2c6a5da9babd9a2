using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Plc;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.EndToEnd.Tests;

/// <summary>The service with Kafka on both sides and no MQTT at all.</summary>
public sealed class KafkaLineTests : LineFixture
{
    private const string Root = "e2e";

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

    private TestLineOptions Over(string servers) => Options with { Root = Root, KafkaServers = servers };
}
