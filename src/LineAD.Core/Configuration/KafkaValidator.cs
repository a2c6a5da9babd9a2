namespace LineAD.Core.Configuration;

/// <summary>Rules of the <c>kafka</c> section.</summary>
internal static class KafkaValidator
{
    private const string Section = "$.kafka";
    private const int MaxName = 249;

    public static void Check(LineAdOptions options, KafkaOptions kafka, ConfigurationFacts facts, ErrorCollector errors)
    {
        CheckServers(kafka.BootstrapServers, errors);
        errors.Require(
            kafka.GroupId.Trim().Length is > 0 and <= MaxName,
            $"{Section}.groupId",
            "It is empty or longer than 249 characters.",
            "Write the name that the processes of one group share, for instance linead.");
        errors.OneOf($"{Section}.startAt", kafka.StartAt, "earliest", "latest");
        errors.OneOf($"{Section}.compression", kafka.Compression, "none", "gzip", "snappy", "lz4", "zstd");
        CheckNumbers(kafka, errors);
        CheckSasl(kafka, errors);
        BrokerRules.CheckPassword(Section, kafka.User, kafka.PasswordFile, kafka.PasswordEnvironment, facts, errors);
        if (kafka.Tls is { } tls)
        {
            BrokerRules.CheckTls(Section, tls, facts, errors);
            errors.Require(
                tls.TargetHost is null,
                $"{Section}.tls.targetHost",
                "Kafka's client checks the certificate against the address of each broker, and no other name.",
                "Leave it out, and use the name in the certificate as the broker's advertised address.");
        }

        ClaimStoreValidator.Check(kafka.ClaimStore, facts, errors);
        CheckExactlyOnce(options, kafka, errors);
    }

    private static void CheckServers(string servers, ErrorCollector errors)
    {
        foreach (var server in servers.Split(','))
        {
            errors.Require(
                KafkaOptions.IsServer(server),
                $"{Section}.bootstrapServers",
                $"'{server}' is not host:port.",
                "Write one or more host:port, separated by commas.");
        }
    }

    private static void CheckNumbers(KafkaOptions kafka, ErrorCollector errors)
    {
        errors.Range($"{Section}.sessionTimeoutMs", kafka.SessionTimeoutMs, 1_000, 3_600_000, "ms");
        errors.Range($"{Section}.requestTimeoutMs", kafka.RequestTimeoutMs, 1_000, 60_000, "ms");
        errors.Range($"{Section}.fetchWaitMs", kafka.FetchWaitMs, 5, 5_000, "ms");
        errors.Require(
            kafka.RequestTimeoutMs < 1_000 || kafka.RequestTimeoutMs >= kafka.FetchWaitMs + 1_000,
            $"{Section}.requestTimeoutMs",
            $"{kafka.RequestTimeoutMs} ms is less than fetchWaitMs ({kafka.FetchWaitMs} ms) and 1000 ms.",
            "Raise it, or lower fetchWaitMs: answers that brokers hold back are not late.");
        errors.Range($"{Section}.revokeBudgetMs", kafka.RevokeBudgetMs, 0, 60_000, "ms");
        errors.Range($"{Section}.highWaterFrames", kafka.HighWaterFrames, 0, 1_000_000, "frames");
        errors.Range($"{Section}.bufferKilobytes", kafka.BufferKilobytes, 1_024, 2_097_151, "KiB");
        errors.Range($"{Section}.maxRecordBytes", kafka.MaxRecordBytes, 1_024, 1_000_000_000, "bytes");
        errors.Range($"{Section}.transactionMaxMs", kafka.TransactionMaxMs, 1, 10_000, "ms");
        errors.Range($"{Section}.outputQueue", kafka.OutputQueue, 1, 100_000, "messages");
    }

    private static void CheckSasl(KafkaOptions kafka, ErrorCollector errors)
    {
        var hasPassword = kafka.PasswordFile is not null || kafka.PasswordEnvironment is not null;
        if (kafka.SaslMechanism is { } mechanism)
        {
            errors.OneOf($"{Section}.saslMechanism", mechanism, "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");
            errors.Require(
                kafka.User is not null && hasPassword,
                $"{Section}.user",
                $"{mechanism} needs a user and a password.",
                "Add user, and passwordFile or passwordEnvironment.");
        }
        else
        {
            errors.Require(
                kafka.User is null,
                $"{Section}.saslMechanism",
                "There is a user, and no mechanism to prove it by.",
                "Write PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, or leave user out.");
        }
    }

    private static void CheckExactlyOnce(LineAdOptions options, KafkaOptions kafka, ErrorCollector errors)
    {
        errors.Require(
            !kafka.ExactlyOnce || (kafka.ReceiveFrames && kafka.Publish),
            $"{Section}.exactlyOnce",
            "Exactly once holds from Kafka to Kafka only.",
            "Set receiveFrames and publish to true, or exactlyOnce to false.");
        errors.Require(
            !kafka.ExactlyOnce || kafka.Required,
            $"{Section}.required",
            "With exactlyOnce a frame must wait for its decision.",
            "Set it to true.");
        errors.Require(
            !kafka.ExactlyOnce || kafka.StaticMember,
            $"{Section}.staticMember",
            "With exactlyOnce a second process of the same instance name must be told from the first.",
            "Set it to true.");
        for (var i = 0; kafka.ExactlyOnce && i < options.Stations.Count; i++)
        {
            errors.Require(
                options.Stations[i].DeliveryReserveMs > kafka.TransactionMaxMs,
                $"$.stations[{i}].deliveryReserveMs",
                $"{options.Stations[i].DeliveryReserveMs} ms leaves no time to commit: kafka.transactionMaxMs is "
                + $"{kafka.TransactionMaxMs}.",
                "Raise it, or lower kafka.transactionMaxMs.");
        }
    }
}
