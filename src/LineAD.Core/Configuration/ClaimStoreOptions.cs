namespace LineAD.Core.Configuration;

/// <summary>
/// Where frames may be read from that records only name (claim check): an S3 store, and addresses that need no credentials
/// because they are signed. With no bucket and no address, neither is read.
/// </summary>
public sealed class ClaimStoreOptions
{
    /// <summary>S3 endpoint, <c>http(s)://host:port</c>; null: Amazon's of <see cref="Region"/>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Region that requests are signed for. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Buckets that may be read, separated by commas. Default none.</summary>
    public string Buckets { get; set; } = "";

    /// <summary>Access key; null: requests are not signed.</summary>
    public string? AccessKey { get; set; }

    /// <summary>File that holds the secret key; first line, trailing line break removed.</summary>
    public string? SecretKeyFile { get; set; }

    /// <summary>Environment variable that holds the secret key.</summary>
    public string? SecretKeyEnvironment { get; set; }

    /// <summary>
    /// Beginnings of <c>http</c> and <c>https</c> addresses that may be read, separated by commas, each with a closing slash:
    /// <c>https://store:9000/frames/</c>. Default none.
    /// </summary>
    public string Addresses { get; set; } = "";

    /// <summary>Longest time to read one frame, milliseconds. Default 2000.</summary>
    public int TimeoutMs { get; set; } = 2_000;

    /// <summary>The single items of <see cref="Buckets"/> or <see cref="Addresses"/>.</summary>
    public static IReadOnlyList<string> Items(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
