using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Transport.Kafka.Connections;

/// <summary>The settings of librdkafka that each of LineAD's clients needs, made from the configuration.</summary>
internal sealed class KafkaClientSettings
{
    /// <summary>Time after which the brokers abort a transaction of which they hear nothing, ms.</summary>
    public const int TransactionTimeoutMs = 5_000;

    private const int RecordOverhead = 64 * 1024;
    private const int FetchBytes = 1024 * 1024;
    private const int MaxReceiveBytes = 1_000_000_000;

    private readonly LineAdOptions _options;

    /// <exception cref="TransportException">There is no Kafka in the configuration, or librdkafka can not be loaded.</exception>
    public KafkaClientSettings(LineAdOptions options)
    {
        _options = options;
        Options = options.Kafka ?? throw new TransportException(
            "$.kafka: there is no Kafka cluster in the configuration. Add one.");
        if (!KafkaNativeLibrary.TryLoad(out var problem))
        {
            throw new TransportException(problem);
        }
    }

    public KafkaOptions Options { get; }

    public string Instance => _options.Instance ?? Environment.MachineName;

    /// <summary>For the consumer of frames.</summary>
    public ConsumerConfig Frames()
    {
        var largest = Math.Min(MaxReceiveBytes / 2, _options.Stations.Select(s => s.MaxFrameBytes).DefaultIfEmpty(0).Max());
        var config = Secured(new ConsumerConfig(), "frames");
        config.GroupId = Options.GroupId;
        config.GroupInstanceId = Options.StaticMember ? Instance : null;
        config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        config.EnableAutoOffsetStore = false;

        // In transactional mode offsets go with the decisions, and by no other way.
        config.EnableAutoCommit = !Options.ExactlyOnce;
        config.AutoCommitIntervalMs = 200;
        config.AutoOffsetReset = Options.StartAt == "latest" ? AutoOffsetReset.Latest : AutoOffsetReset.Earliest;
        config.IsolationLevel = IsolationLevel.ReadCommitted;
        config.SessionTimeoutMs = Options.SessionTimeoutMs;
        config.HeartbeatIntervalMs = Math.Max(100, Options.SessionTimeoutMs / 4);
        config.MaxPollIntervalMs = Math.Max(300_000, Options.SessionTimeoutMs);
        config.EnablePartitionEof = true;
        config.FetchWaitMaxMs = Options.FetchWaitMs;
        config.AllowAutoCreateTopics = true;
        config.FetchErrorBackoffMs = 50;
        config.FetchQueueBackoffMs = 5;
        config.QueuedMaxMessagesKbytes = Options.BufferKilobytes;

        // An answer must come within the request timeout over a slow link too, so it is small. A record that is larger than
        // this comes all the same, alone.
        config.MaxPartitionFetchBytes = FetchBytes;
        config.FetchMaxBytes = FetchBytes;
        config.ReceiveMessageMaxBytes = Math.Max(FetchBytes, largest) + (2 * RecordOverhead);
        config.CheckCrcs = true;
        return config;
    }

    /// <summary>For a reader that belongs to no group.</summary>
    public ConsumerConfig Reader(string purpose)
    {
        var config = Secured(new ConsumerConfig(), purpose);
        config.GroupId = $"{Options.GroupId}-{purpose}";
        config.EnableAutoCommit = false;
        config.EnableAutoOffsetStore = false;
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.IsolationLevel = IsolationLevel.ReadCommitted;
        config.EnablePartitionEof = true;
        config.FetchWaitMaxMs = 50;
        config.QueuedMaxMessagesKbytes = 16_384;
        return config;
    }

    /// <summary>For decisions: each is sent at once, in order, and stored once by the broker.</summary>
    public ProducerConfig Decisions()
    {
        var config = Idempotent("decisions");
        config.LingerMs = 0;
        config.CompressionType = CompressionType.None;
        config.MessageTimeoutMs = 10_000;
        return config;
    }

    /// <summary>For decisions in transactions; one at a time for each instance, the newest.</summary>
    /// <param name="root">First part of its name.</param>
    /// <param name="suffix">Last part of its name; empty unless the brokers had taken the one before for gone.</param>
    public ProducerConfig Transactions(string root, string suffix = "")
    {
        var config = Decisions();
        config.ClientId = $"linead-{Instance}-transactions";
        config.TransactionalId = $"{root}-{Options.GroupId}-{Instance}{suffix}";

        // What a killed process left open holds its stations' next owner up for this long, and for the brokers' own
        // transaction.abort.timed.out.transaction.cleanup.interval.ms.
        config.TransactionTimeoutMs = TransactionTimeoutMs;
        config.MessageTimeoutMs = 4_000;
        config.SocketTimeoutMs = Math.Min(Options.RequestTimeoutMs, TransactionTimeoutMs - 100);

        // While the brokers finish a transaction they answer "concurrent transactions" to the next one, which asks again.
        config.RetryBackoffMs = 5;
        config.RetryBackoffMaxMs = 50;
        return config;
    }

    /// <summary>For everything that nothing waits for.</summary>
    public ProducerConfig Outputs()
    {
        var config = Idempotent("outputs");

        // Several large batches are on their way at a time.
        config.SocketTimeoutMs = 3 * Options.RequestTimeoutMs;
        config.LingerMs = 5;
        config.CompressionType = Enum.Parse<CompressionType>(Options.Compression, ignoreCase: true);
        config.MessageTimeoutMs = 30_000;
        return config;
    }

    private ProducerConfig Idempotent(string purpose)
    {
        var config = Secured(new ProducerConfig(), purpose);
        config.EnableIdempotence = true;
        config.Acks = Acks.All;
        config.Partitioner = Partitioner.Murmur2Random;
        config.MessageMaxBytes = Options.MaxRecordBytes;
        config.RetryBackoffMs = 20;
        config.RetryBackoffMaxMs = 500;
        config.DeliveryReportFields = "status";
        return config;
    }

    private T Secured<T>(T config, string purpose)
        where T : ClientConfig
    {
        config.BootstrapServers = Options.BootstrapServers;
        config.ClientId = $"linead-{Instance}-{purpose}";
        config.SocketNagleDisable = true;
        config.SocketKeepaliveEnable = true;
        config.SocketTimeoutMs = Options.RequestTimeoutMs;
        config.ReconnectBackoffMs = 50;
        config.ReconnectBackoffMaxMs = 1_000;
        config.TopicMetadataRefreshIntervalMs = 5_000;
        config.LogConnectionClose = false;
        var (sasl, tls) = (Options.SaslMechanism, Options.Tls);
        config.SecurityProtocol = (sasl, tls) switch
        {
            (null, null) => SecurityProtocol.Plaintext,
            (null, _) => SecurityProtocol.Ssl,
            (_, null) => SecurityProtocol.SaslPlaintext,
            _ => SecurityProtocol.SaslSsl,
        };
        if (sasl is not null)
        {
            config.SaslMechanism = sasl switch
            {
                "PLAIN" => SaslMechanism.Plain,
                "SCRAM-SHA-256" => SaslMechanism.ScramSha256,
                _ => SaslMechanism.ScramSha512,
            };
            config.SaslUsername = Options.User;
            config.SaslPassword = KafkaSecret.Read(Options);
        }

        if (tls is not null)
        {
            config.SslCaLocation = tls.CaFile;
            config.SslCertificateLocation = tls.CertificateFile;
            config.SslKeyLocation = tls.KeyFile;
            config.SslEndpointIdentificationAlgorithm = SslEndpointIdentificationAlgorithm.Https;
        }

        return config;
    }
}
