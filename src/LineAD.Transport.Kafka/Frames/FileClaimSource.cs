using LineAD.Core.Errors;
using LineAD.Core.Intake;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>Frames from files of this machine; only those below the configured folder.</summary>
internal sealed class FileClaimSource(string? folder) : IClaimSource
{
    private readonly string? _folder =
        folder is null ? null : Path.TrimEndingDirectorySeparator(Resolve(Path.GetFullPath(folder)));

    /// <inheritdoc />
    public bool Handles(Uri address) => address.IsFile;

    /// <inheritdoc />
    public async Task<Claim> ReadAsync(Uri address, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var stream = File.OpenRead(Allowed(address));
            await using (stream.ConfigureAwait(false))
            {
                return await Claim.ReadAsync(stream, stream.Length, limit, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ClaimException(exception.Message, exception);
        }
    }

    // Links are followed before the folder is compared, so that none leads out of it.
    private string Allowed(Uri address)
    {
        if (_folder is null)
        {
            throw new ClaimException("kafka.claimCheckDirectory is not set.");
        }

        if (address.Host.Length > 0)
        {
            throw new ClaimException("It is not a file of this machine.");
        }

        var path = Resolve(Path.GetFullPath(address.LocalPath));
        return path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ClaimException("It lies outside kafka.claimCheckDirectory.");
    }

    private static string Resolve(string path)
    {
        var resolved = Path.GetPathRoot(path)!;
        foreach (var name in path[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(resolved, name);
            resolved = new FileInfo(next).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }

        return resolved;
    }
}
