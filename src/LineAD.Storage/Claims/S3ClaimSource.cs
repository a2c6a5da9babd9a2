using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Intake;

namespace LineAD.Storage.Claims;

/// <summary>
/// Frames from an S3 store, <c>s3://bucket/key</c>: signed (SigV4) where there is an access key, else anonymous; configured
/// buckets only.
/// </summary>
public sealed class S3ClaimSource : IClaimSource, IDisposable
{
    private readonly HashSet<string> _buckets;
    private readonly TimeSpan _timeout;
    private readonly Lazy<AmazonS3Client> _client;

    /// <summary>Takes the configuration; connects with the first frame.</summary>
    public S3ClaimSource(ClaimStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _buckets = [.. ClaimStoreOptions.Items(options.Buckets)];
        _timeout = TimeSpan.FromMilliseconds(options.TimeoutMs);
        _client = new Lazy<AmazonS3Client>(() => Create(options));
    }

    /// <inheritdoc />
    public bool Handles(Uri address) => address?.Scheme == "s3";

    /// <inheritdoc />
    public async Task<Claim> ReadAsync(Uri address, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!_buckets.Contains(address.Host))
        {
            throw new ClaimException($"The bucket '{address.Host}' is not among kafka.claimStore.buckets.");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_timeout);
        var request = new GetObjectRequest
        {
            BucketName = address.Host,
            Key = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
        };
        try
        {
            using var answer = await _client.Value.GetObjectAsync(request, limited.Token).ConfigureAwait(false);
            return await Claim.ReadAsync(answer.ResponseStream, answer.ContentLength, limit, limited.Token)
                .ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception)
        {
            throw new ClaimException(
                $"The store answered {(int)exception.StatusCode} {exception.ErrorCode}. Check bucket, key and rights.", exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new ClaimException($"The store did not answer within {_timeout.TotalMilliseconds} ms.", exception);
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException or IOException)
        {
            throw new ClaimException(
                $"The store cannot be reached: {exception.Message} Check kafka.claimStore.endpoint.", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static AmazonS3Client Create(ClaimStoreOptions options)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.Endpoint is not null,
            MaxErrorRetry = 1,
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMs),
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        AWSCredentials credentials = options.AccessKey is { } key
            ? new BasicAWSCredentials(key, Secret(options))
            : new AnonymousAWSCredentials();
        return new AmazonS3Client(credentials, config);
    }

    private static string Secret(ClaimStoreOptions options)
    {
        try
        {
            return options.SecretKeyFile is { } file
                ? File.ReadLines(file).FirstOrDefault() ?? ""
                : Environment.GetEnvironmentVariable(options.SecretKeyEnvironment!) ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClaimException(
                $"kafka.claimStore.secretKeyFile: '{options.SecretKeyFile}' cannot be read: {exception.Message}", exception);
        }
    }
}
