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
        CheckPassword(mqtt, facts, errors);
        if (mqtt.Tls is { } tls)
        {
            CheckTls(tls, facts, errors);
        }
    }

    private static void CheckPassword(MqttOptions mqtt, ConfigurationFacts facts, ErrorCollector errors)
    {
        errors.Require(
            mqtt.PasswordFile is null || mqtt.PasswordEnvironment is null,
            "$.mqtt.passwordFile",
            "passwordFile and passwordEnvironment are both given.",
            "Leave one of them out.");
        errors.Require(
            mqtt.User is not null || (mqtt.PasswordFile is null && mqtt.PasswordEnvironment is null),
            "$.mqtt.user",
            "There is a password but no user.",
            "Add user, or leave the password out.");
        CheckFile("$.mqtt.passwordFile", mqtt.PasswordFile, facts, errors);
        errors.Require(
            mqtt.PasswordEnvironment is null || !string.IsNullOrEmpty(facts.Variable(mqtt.PasswordEnvironment)),
            "$.mqtt.passwordEnvironment",
            $"The environment variable '{mqtt.PasswordEnvironment}' is not set.",
            "Set it to the password before starting, or name another.");
    }

    private static void CheckTls(TlsOptions tls, ConfigurationFacts facts, ErrorCollector errors)
    {
        CheckFile("$.mqtt.tls.caFile", tls.CaFile, facts, errors);
        CheckFile("$.mqtt.tls.certificateFile", tls.CertificateFile, facts, errors);
        CheckFile("$.mqtt.tls.keyFile", tls.KeyFile, facts, errors);
        errors.Require(
            tls.CertificateFile is null == tls.KeyFile is null,
            tls.KeyFile is null ? "$.mqtt.tls.keyFile" : "$.mqtt.tls.certificateFile",
            "A client certificate needs both its certificate and its key, and one is missing.",
            "Give certificateFile and keyFile, or neither.");
    }

    private static void CheckFile(string path, string? file, ConfigurationFacts facts, ErrorCollector errors) =>
        errors.Require(
            file is null || facts.FileExists(file),
            path,
            $"The file '{file}' does not exist or cannot be read.",
            "Name an existing file; a relative path counts from the working directory.");
}
