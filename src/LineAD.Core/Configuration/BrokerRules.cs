namespace LineAD.Core.Configuration;

/// <summary>Rules that the sections of all brokers share: secrets by reference only, certificates whole.</summary>
internal static class BrokerRules
{
    public static void CheckPassword(
        string section,
        string? user,
        string? passwordFile,
        string? passwordEnvironment,
        ConfigurationFacts facts,
        ErrorCollector errors)
    {
        errors.Require(
            passwordFile is null || passwordEnvironment is null,
            $"{section}.passwordFile",
            "passwordFile and passwordEnvironment are both given.",
            "Leave one of them out.");
        errors.Require(
            user is not null || (passwordFile is null && passwordEnvironment is null),
            $"{section}.user",
            "There is a password but no user.",
            "Add user, or leave the password out.");
        CheckFile($"{section}.passwordFile", passwordFile, facts, errors);
        errors.Require(
            passwordEnvironment is null || !string.IsNullOrEmpty(facts.Variable(passwordEnvironment)),
            $"{section}.passwordEnvironment",
            $"The environment variable '{passwordEnvironment}' is not set.",
            "Set it to the password before starting, or name another.");
    }

    public static void CheckTls(string section, TlsOptions tls, ConfigurationFacts facts, ErrorCollector errors)
    {
        CheckFile($"{section}.tls.caFile", tls.CaFile, facts, errors);
        CheckFile($"{section}.tls.certificateFile", tls.CertificateFile, facts, errors);
        CheckFile($"{section}.tls.keyFile", tls.KeyFile, facts, errors);
        errors.Require(
            tls.CertificateFile is null == tls.KeyFile is null,
            tls.KeyFile is null ? $"{section}.tls.keyFile" : $"{section}.tls.certificateFile",
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
