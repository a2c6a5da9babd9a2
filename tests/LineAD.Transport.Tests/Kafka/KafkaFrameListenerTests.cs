using Confluent.Kafka;
using LineAD.Core.Errors;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>A listener beside the service's own consumer, against a real broker where there is one.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaFrameListenerTests : KafkaBrokerFixture
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [KafkaBrokerFact]
    public async Task NextAsync_BesideTheService_HearsWhatIsNewAndTheServiceDoesNotNotice()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        var intake = new ManualIntake { Completes = true };
        await using var service = new KafkaSourceUnderTest(options, intake);
        await SendAsync(peer, options, 0, 8);
        Eventually.True(() => intake.Frames.Count == 8);

        using var listener = await KafkaFrameListener.OpenAsync(options, [], Patience, TimeProvider.System, limit.Token);
        await listener.StartAsync(limit.Token);
        await SendAsync(peer, options, 8, 16);
        var heard = new List<ListenedFrame>();
        while (heard.Count < 8)
        {
            heard.Add(await listener.NextAsync(limit.Token));
        }

        Eventually.True(() => intake.Frames.Count == 16);
        heard.Select(f => f.Origin).ShouldBe(intake.Frames.Skip(8).Select(f => f.Origin), ignoreOrder: true);
        heard.ShouldAllBe(f => f.Camera == "c1" && f.Station.Line == "l1" && f.Value.Length == 3);
        service.Board.Held.Count.ShouldBe(4);
        service.Logs.Lines.ShouldNotContain(l => l.Contains("revoked", StringComparison.OrdinalIgnoreCase));
        (await GroupsAsync(limit.Token)).ShouldBe([options.Kafka!.GroupId]);
    }

    [KafkaBrokerFact]
    public async Task OpenAsync_NoTopicOnABrokerThatMakesTopics_SaysSoAndMakesNone()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = KafkaSetup.Options(Broker.BootstrapServers);

        var error = await Should.ThrowAsync<TransportException>(
            KafkaFrameListener.OpenAsync(options, [], Patience, TimeProvider.System, CancellationToken.None));

        error.Message.ShouldContain($"no topic {options.Root}.frames");
        Topics().ShouldNotContain($"{options.Root}.frames");
    }

    [KafkaBrokerFact]
    public async Task NextAsync_BrokerAwayForAWhile_GoesOnWhereItWas()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        using var listener = await KafkaFrameListener.OpenAsync(options, [], Patience, TimeProvider.System, limit.Token);
        await listener.StartAsync(limit.Token);
        await SendAsync(peer, options, 0, 1);
        (await listener.NextAsync(limit.Token)).Origin.ShouldBe($"{options.Root}.frames/0/0");

        Broker.Kill();
        (await listener.DescribeLinkAsync()).ShouldContain("does not answer");
        await Broker.RestartAsync(limit.Token);
        await SendAsync(peer, options, 4, 5);

        (await listener.NextAsync(limit.Token)).Origin.ShouldBe($"{options.Root}.frames/0/1");
        (await listener.DescribeLinkAsync()).ShouldBe("the cluster answers");
    }

    [KafkaFact]
    public async Task OpenAsync_NoCluster_EndsWithinThePatienceAndNamesTheAddress()
    {
        var options = KafkaSetup.Options("127.0.0.1:1");

        var error = await Should.ThrowAsync<TransportException>(
            KafkaFrameListener.OpenAsync(options, [], TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None));

        error.Message.ShouldContain("127.0.0.1:1 cannot be reached");
        error.Message.ShouldContain("Connection refused");
    }

    private List<string> Topics()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Broker.BootstrapServers }).Build();
        return [.. admin.GetMetadata(Patience).Topics.Select(t => t.Topic)];
    }

    private async Task<IEnumerable<string>> GroupsAsync(CancellationToken cancellationToken)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Broker.BootstrapServers }).Build();
        return (await admin.ListConsumerGroupsAsync().WaitAsync(cancellationToken)).Valid.Select(g => g.GroupId);
    }
}
