using System.Net;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Intake;

namespace LineAD.Storage.Claims;

/// <summary>
/// Frames from <c>http</c> and <c>https</c> addresses that carry their own permission, such as the pre-signed ones of an S3
/// store; only below the configured addresses, and no redirect is followed.
/// </summary>
public sealed class HttpClaimSource : IClaimSource, IDisposable
{
    private readonly Uri[] _allowed;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _client;

    /// <summary>Takes the configuration; connects with the first frame.</summary>
    public HttpClaimSource(ClaimStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _allowed = [.. ClaimStoreOptions.Items(options.Addresses).Select(a => new Uri(a))];
        _timeout = TimeSpan.FromMilliseconds(options.TimeoutMs);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc />
    public bool Handles(Uri address) => address?.Scheme is "http" or "https";

    /// <inheritdoc />
    public async Task<Claim> ReadAsync(Uri address, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!_allowed.Any(a => IsBelow(address, a)))
        {
            throw new ClaimException(
                $"'{address.GetLeftPart(UriPartial.Path)}' is not below one of kafka.claimStore.addresses.");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_timeout);
        try
        {
            using var answer = await _client
                .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new ClaimException($"The store answered {(int)answer.StatusCode} {answer.ReasonPhrase}.");
            }

            var stream = await answer.Content.ReadAsStreamAsync(limited.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await Claim.ReadAsync(stream, answer.Content.Headers.ContentLength, limit, limited.Token)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new ClaimException($"The store did not answer within {_timeout.TotalMilliseconds} ms.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ClaimException($"The store cannot be reached: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    // Uri has resolved plain dots; escaped ones a server might resolve.
    private static bool IsBelow(Uri address, Uri allowed) => address.UserInfo.Length == 0
        && address.Scheme == allowed.Scheme
        && address.Host == allowed.Host
        && address.Port == allowed.Port
        && address.AbsolutePath.StartsWith(allowed.AbsolutePath, StringComparison.Ordinal)
        && !Uri.UnescapeDataString(address.AbsolutePath).Split('/', '\\').Contains("..");
}
