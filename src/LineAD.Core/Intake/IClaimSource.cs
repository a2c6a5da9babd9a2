using LineAD.Core.Errors;

namespace LineAD.Core.Intake;

/// <summary>Reads frames that a message only names (claim check, CloudEvents <c>dataref</c>).</summary>
public interface IClaimSource
{
    /// <summary>Whether addresses of this kind are read here; whether this one may be is told by <see cref="ReadAsync"/>.</summary>
    bool Handles(Uri address);

    /// <summary>Reads the bytes.</summary>
    /// <param name="address">An absolute address.</param>
    /// <param name="limit">Most bytes that are read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ClaimException">It may not or cannot be read; the message says why and names no secret.</exception>
    Task<Claim> ReadAsync(Uri address, int limit, CancellationToken cancellationToken);
}
