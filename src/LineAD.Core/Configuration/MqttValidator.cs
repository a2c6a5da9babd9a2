namespace LineAD.Core.Configuration;

/// <summary>Rules of the <c>mqtt</c> section.</summary>
internal static class MqttValidator
{
    public static void Check(MqttOptions mqtt, ConfigurationFacts facts, ErrorCollector errors)
    {
        errors.Require(
            Uri.CheckHostName(mqtt.Host) != UriHostNameType.Unknown,
            "$.mqtt.host",
            $"'{mqtt.Host}' is not a host name or address.",
            "Write the broker's name alone, without scheme and port.");
        if (mqtt.Port is { } port)
        {
            errors.Range("$.mqtt.port", port, 1, 65_535);
        }

        errors.OneOf("$.mqtt.protocol", mqtt.Protocol, "5.0", "3.1.1");
        errors.Name("$.mqtt.clientIdPrefix", mqtt.ClientIdPrefix, "client id prefix");
        errors.Range("$.mqtt.keepAliveSeconds", mqtt.KeepAliveSeconds, 1, 65_535, "seconds");
        errors.Range("$.mqtt.frameSessionExpirySeconds", mqtt.FrameSessionExpirySeconds, 0u, 86_400u, "seconds");
        errors.Range("$.mqtt.maxReconnectDelayMs", mqtt.MaxReconnectDelayMs, 50, 60_000, "ms");
        errors.Range("$.mqtt.outputQueue", mqtt.OutputQueue, 1, 100_000, "messages");
        BrokerRules.CheckPassword(
            "$.mqtt", mqtt.User, mqtt.PasswordFile, mqtt.PasswordEnvironment, facts, errors);
        if (mqtt.Tls is { } tls)
        {
            BrokerRules.CheckTls("$.mqtt", tls, facts, errors);
        }
    }
}
