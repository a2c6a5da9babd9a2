namespace LineAD.Core.Intake;

/// <summary>What lies behind an address.</summary>
/// <param name="Bytes">The bytes; null when there are more than the limit.</param>
/// <param name="Length">Their number, as far as it is known: at least one more than the limit when it was passed.</param>
public readonly record struct Claim(byte[]? Bytes, long Length)
{
    /// <summary>Reads a stream to its end or one byte over <paramref name="limit"/>.</summary>
    /// <param name="stream">Read from its present position.</param>
    /// <param name="announced">Its length as its origin says, or null.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Claim> ReadAsync(
        Stream stream, long? announced, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (announced > limit)
        {
            return new Claim(null, announced.Value);
        }

        using var bytes = new MemoryStream((int)(announced ?? 0));
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > limit)
            {
                return new Claim(null, Math.Max(announced ?? 0, bytes.Length + read));
            }

            bytes.Write(buffer, 0, read);
        }

        return new Claim(bytes.ToArray(), bytes.Length);
    }
}
