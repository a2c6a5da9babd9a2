using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Tests.Mqtt;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>SASL against a real broker; secrets by reference, never in the log.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaSecurityTests
{
    private const string Password = "right-secret-4711";

    [KafkaBrokerFact]
    public async Task Scram_RightAndWrongPassword_OnlyTheRightOneIsLetInAndNeitherIsLogged()
    {
        var (sasl, plain, controller) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        await using var broker = await KafkaBroker.StartAsync(
            [
                $"listeners=SASL_PLAINTEXT://127.0.0.1:{sasl},PLAINTEXT://127.0.0.1:{plain},CONTROLLER://127.0.0.1:{controller}",
                $"advertised.listeners=SASL_PLAINTEXT://127.0.0.1:{sasl},PLAINTEXT://127.0.0.1:{plain}",
                $"controller.quorum.voters=1@127.0.0.1:{controller}",
                "sasl.enabled.mechanisms=SCRAM-SHA-256",
                "listener.name.sasl_plaintext.scram-sha-256.sasl.jaas.config="
                + "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            ],
            new Dictionary<string, string>
            {
                ["KAFKA_FORMAT_ARGS"] = $"--add-scram SCRAM-SHA-256=[name=line,password={Password}]",
            });
        using (var peer = new KafkaPeer($"127.0.0.1:{plain}"))
        {
            await peer.CreateTopicsAsync(new KafkaTopics("secure").All, 4);
        }

        using var logs = new ListLogger();
        (await IsLetInAsync(sasl, Password, logs, TimeSpan.FromSeconds(15))).ShouldBeTrue();
        (await IsLetInAsync(sasl, "wrong-secret-0815", logs, TimeSpan.FromSeconds(3))).ShouldBeFalse();

        logs.Lines.ShouldNotBeEmpty();
        logs.Lines.ShouldAllBe(l => !l.Contains("secret", StringComparison.Ordinal));
    }

    // Whether a decision gets through within the limit.
    private static async Task<bool> IsLetInAsync(int port, string password, ListLogger logs, TimeSpan limit)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, password + "\n");
        var options = KafkaSetup.Options($"127.0.0.1:{port}", o =>
        {
            o.Root = "secure";
            (o.Kafka!.SaslMechanism, o.Kafka.User, o.Kafka.PasswordFile) = ("SCRAM-SHA-256", "line", file);
            o.Kafka.ReceiveFrames = false;
        });
        using var metrics = new KafkaMetrics();
        await using var transport = new KafkaTransport(options, metrics, TimeProvider.System, logs);
        var outcome = new TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = transport.StartSinks(_ => { })[KafkaSetup.Station];
        sink.Publish(Publications.Pass("p1", limit.TotalMilliseconds), outcome.SetResult);
        var end = await outcome.Task;
        File.Delete(file);
        return end == PublishOutcome.Acknowledged;
    }
}
