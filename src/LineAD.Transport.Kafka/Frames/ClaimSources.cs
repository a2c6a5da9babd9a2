using LineAD.Core.Errors;
using LineAD.Core.Intake;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>Reads frames that a record only names, from the first source that handles addresses of their kind.</summary>
/// <param name="sources">Asked in this order.</param>
internal sealed class ClaimSources(IReadOnlyList<IClaimSource> sources)
{
    /// <summary>Reads the bytes.</summary>
    /// <exception cref="ClaimException">The address is of no kind that is read, or it may not or cannot be read.</exception>
    public Task<Claim> ReadAsync(string address, int limit, CancellationToken cancellationToken) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && sources.FirstOrDefault(s => s.Handles(uri)) is { } source
            ? source.ReadAsync(uri, limit, cancellationToken)
            : throw new ClaimException("Frames are not read from addresses of this kind.");

    /// <summary>The address without what follows the question mark, which in a signed one is a secret.</summary>
    public static string Public(string address) => address.Split('?', 2)[0];
}
