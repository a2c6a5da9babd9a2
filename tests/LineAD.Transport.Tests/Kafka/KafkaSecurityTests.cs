using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Tests.Mqtt;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>SASL and TLS against a real broker; secrets by reference, never in the log.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaSecurityTests : IDisposable
{
    private const string Password = "right-secret-4711";
    private const string Wrong = "wrong-secret-0815";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(3);

    private readonly TestAuthority _authority = new("line");
    private readonly TestAuthority _stranger = new("stranger");
    private readonly ListLogger _logs = new();
    private readonly int _plain = FreePort.Next();
    private readonly int _sasl = FreePort.Next();
    private readonly int _tls = FreePort.Next();
    private readonly int _both = FreePort.Next();

    [KafkaBrokerFact]
    public async Task Security_EachKindRightAndWrong_OnlyTheRightOneIsLetInAndNoSecretIsLogged()
    {
        await using var broker = await StartAsync();
        using (var peer = new KafkaPeer($"127.0.0.1:{_plain}"))
        {
            await peer.CreateTopicsAsync(new KafkaTopics("secure").All, 1);
        }

        var client = _authority.Issue("client");
        var foreign = _stranger.Issue("client");
        foreach (var mechanism in new[] { "PLAIN", "SCRAM-SHA-256" })
        {
            (await IsLetInAsync(_sasl, Patience, Sasl(mechanism, Password))).ShouldBeTrue(mechanism);
            (await IsLetInAsync(_sasl, Refusal, Sasl(mechanism, Wrong))).ShouldBeFalse($"{mechanism}, wrong password");
        }

        (await IsLetInAsync(_tls, Patience, Tls(_authority.CaFile, client))).ShouldBeTrue("mTLS");
        (await IsLetInAsync(_tls, Refusal, Tls(_authority.CaFile, null))).ShouldBeFalse("no client certificate");
        (await IsLetInAsync(_tls, Refusal, Tls(_authority.CaFile, foreign))).ShouldBeFalse("a stranger's certificate");
        (await IsLetInAsync(_tls, Refusal, Tls(_stranger.CaFile, client))).ShouldBeFalse("a broker that is not trusted");
        (await IsLetInAsync(_both, Patience, Tls(_authority.CaFile, client) + Sasl("PLAIN", Password))).ShouldBeTrue("both");
        (await IsLetInAsync(_both, Refusal, Tls(_authority.CaFile, client) + Sasl("PLAIN", Wrong))).ShouldBeFalse("both, wrong");

        await ListenAsync();
        _logs.Lines.ShouldNotBeEmpty();
        _logs.Lines.ShouldAllBe(l => !l.Contains("secret", StringComparison.Ordinal) && !l.Contains("PRIVATE KEY"));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _logs.Dispose();
    }

    private Task<KafkaBroker> StartAsync()
    {
        var controller = FreePort.Next();
        var listeners = $"SASL_PLAINTEXT://127.0.0.1:{_sasl},SSL://127.0.0.1:{_tls},SASL_SSL://127.0.0.1:{_both},"
            + $"PLAINTEXT://127.0.0.1:{_plain}";
        var scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
        var plain = $"org.apache.kafka.common.security.plain.PlainLoginModule required user_line=\"{Password}\";";
        return KafkaBroker.StartAsync(
            [
                $"listeners={listeners},CONTROLLER://127.0.0.1:{controller}",
                $"advertised.listeners={listeners}",
                $"controller.quorum.voters=1@127.0.0.1:{controller}",
                "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256",
                $"listener.name.sasl_plaintext.scram-sha-256.sasl.jaas.config={scram}",
                $"listener.name.sasl_plaintext.plain.sasl.jaas.config={plain}",
                "listener.name.sasl_ssl.sasl.enabled.mechanisms=PLAIN",
                $"listener.name.sasl_ssl.plain.sasl.jaas.config={plain}",
                "ssl.client.auth=required",
                "listener.name.sasl_ssl.ssl.client.auth=required",
                "ssl.keystore.type=PEM",
                $"ssl.keystore.location={_authority.Issue("broker").Store}",
                "ssl.truststore.type=PEM",
                $"ssl.truststore.location={_authority.CaFile}",
            ],
            new Dictionary<string, string>
            {
                ["KAFKA_FORMAT_ARGS"] = $"--add-scram SCRAM-SHA-256=[name=line,password={Password}]",
            });
    }

    private static Action<KafkaOptions> Sasl(string mechanism, string password) => kafka =>
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, password + "\n");
        (kafka.SaslMechanism, kafka.User, kafka.PasswordFile) = (mechanism, "line", file);
    };

    private static Action<KafkaOptions> Tls(string caFile, (string Certificate, string Key, string Store)? client) =>
        kafka => kafka.Tls = new TlsOptions
        {
            CaFile = caFile,
            CertificateFile = client?.Certificate,
            KeyFile = client?.Key,
        };

    // A listener beside the service has its settings; what is wrong is told at once and without the secret.
    private async Task ListenAsync()
    {
        var client = _authority.Issue("client");
        (await RefusalAsync(_sasl, Sasl("SCRAM-SHA-256", Password))).ShouldBeNull();
        (await RefusalAsync(_both, Tls(_authority.CaFile, client) + Sasl("PLAIN", Password))).ShouldBeNull();
        var wrong = await RefusalAsync(_sasl, Sasl("PLAIN", Wrong));
        wrong.ShouldNotBeNull().ShouldContain("Authentication failed");
        wrong.ShouldNotContain("secret");
        (await RefusalAsync(_tls, Tls(_stranger.CaFile, client))).ShouldNotBeNull().ShouldContain("certificate");
    }

    // Why a listener is not let in; null when it is.
    private static async Task<string?> RefusalAsync(int port, Action<KafkaOptions> configure)
    {
        var options = KafkaSetup.Options($"127.0.0.1:{port}", o =>
        {
            o.Root = "secure";
            configure(o.Kafka!);
        });
        try
        {
            using var listener = await KafkaFrameListener.OpenAsync(
                options, [], TimeSpan.FromMinutes(5), TimeProvider.System, CancellationToken.None).WaitAsync(Patience);
            await listener.StartAsync(CancellationToken.None);
            return null;
        }
        catch (TransportException exception)
        {
            return exception.Message;
        }
    }

    // Whether a decision gets through within the limit.
    private async Task<bool> IsLetInAsync(int port, TimeSpan limit, Action<KafkaOptions> configure)
    {
        var options = KafkaSetup.Options($"127.0.0.1:{port}", o =>
        {
            o.Root = "secure";
            o.Kafka!.ReceiveFrames = false;
            configure(o.Kafka);
        });
        using var metrics = new KafkaMetrics();
        await using var transport = new KafkaTransport(options, metrics, TimeProvider.System, _logs);
        var outcome = new TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = transport.StartSinks(_ => { })[KafkaSetup.Station];
        sink.Publish(Publications.Pass("p1", limit.TotalMilliseconds), outcome.SetResult);
        var end = await outcome.Task;
        if (options.Kafka!.PasswordFile is { } file)
        {
            File.Delete(file);
        }

        return end == PublishOutcome.Acknowledged;
    }
}
