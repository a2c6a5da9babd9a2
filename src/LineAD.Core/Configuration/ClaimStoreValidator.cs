namespace LineAD.Core.Configuration;

/// <summary>Rules of the <c>kafka.claimStore</c> section.</summary>
internal static class ClaimStoreValidator
{
    private const string Section = "$.kafka.claimStore";

    public static void Check(ClaimStoreOptions store, ConfigurationFacts facts, ErrorCollector errors)
    {
        errors.Range($"{Section}.timeoutMs", store.TimeoutMs, 10, 60_000, "ms");
        errors.Require(
            store.Endpoint is null || IsAddress(store.Endpoint, out _),
            $"{Section}.endpoint",
            $"'{store.Endpoint}' is no http or https address.",
            "Write http(s)://host:port, or null for Amazon's own.");
        errors.Require(
            store.Region.Trim().Length > 0, $"{Section}.region", "It is empty.", "Write the store's region, for instance us-east-1.");
        foreach (var bucket in ClaimStoreOptions.Items(store.Buckets))
        {
            errors.Require(
                bucket.Length is >= 3 and <= 63 && bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'),
                $"{Section}.buckets",
                $"'{bucket}' cannot be a bucket's name.",
                "Write 3 to 63 of a-z, 0-9, . and - each, separated by commas.");
        }

        foreach (var address in ClaimStoreOptions.Items(store.Addresses))
        {
            errors.Require(
                IsAddress(address, out var uri) && address.EndsWith('/') && uri.Query.Length == 0,
                $"{Section}.addresses",
                $"'{address}' is no beginning of http or https addresses.",
                "Write http(s)://host:port/path/ with a closing slash each, separated by commas.");
        }

        CheckSecret(store, facts, errors);
    }

    private static void CheckSecret(ClaimStoreOptions store, ConfigurationFacts facts, ErrorCollector errors)
    {
        errors.Require(
            store.SecretKeyFile is null || store.SecretKeyEnvironment is null,
            $"{Section}.secretKeyFile",
            "secretKeyFile and secretKeyEnvironment are both given.",
            "Leave one of them out.");
        errors.Require(
            store.AccessKey is null == (store.SecretKeyFile is null && store.SecretKeyEnvironment is null),
            $"{Section}.accessKey",
            "An access key and a secret key go together, and one is missing.",
            "Give accessKey and secretKeyFile or secretKeyEnvironment, or none of them.");
        errors.Require(
            store.SecretKeyFile is null || facts.FileExists(store.SecretKeyFile),
            $"{Section}.secretKeyFile",
            $"The file '{store.SecretKeyFile}' does not exist or cannot be read.",
            "Name an existing file; a relative path counts from the working directory.");
        errors.Require(
            store.SecretKeyEnvironment is null || !string.IsNullOrEmpty(facts.Variable(store.SecretKeyEnvironment)),
            $"{Section}.secretKeyEnvironment",
            $"The environment variable '{store.SecretKeyEnvironment}' is not set.",
            "Set it to the secret key before starting, or name another.");
    }

    private static bool IsAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!) && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0;
}
