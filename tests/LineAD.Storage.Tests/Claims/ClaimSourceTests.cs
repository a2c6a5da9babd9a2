using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Intake;
using LineAD.Storage.Claims;

namespace LineAD.Storage.Tests.Claims;

public sealed class ClaimSourceTests : IDisposable
{
    private const string Secret = "a-secret-4711";
    private readonly string _secretFile = Path.GetTempFileName();

    public ClaimSourceTests() => File.WriteAllText(_secretFile, Secret + "\n");

    [Fact]
    public async Task S3_SignedRequest_IsAcceptedByAServerThatChecksTheSignature()
    {
        using var server = Server(Secret);
        using var source = new S3ClaimSource(Signed(server));

        var claim = await ReadAsync(source, "s3://frames/a");
        claim.Bytes.ShouldBe([1, 2, 3]);
        (await ReadAsync(source, "s3://frames/day%201/b+c")).Bytes.ShouldBe([4]);
        server.Requests.ShouldBe(["/frames/a", "/frames/day%201/b%2Bc"]);
    }

    [Fact]
    public async Task S3_WrongSecretMissingKeyAndNoStore_SayWhyAndNoSecret()
    {
        using var server = Server("another");
        using var wrong = new S3ClaimSource(Signed(server));
        (await RefusedAsync(wrong, "s3://frames/a")).ShouldContain("403 SignatureDoesNotMatch");

        using var open = Server(null);
        using var anonymous = new S3ClaimSource(new ClaimStoreOptions { Endpoint = open.Endpoint, Buckets = "frames" });
        (await RefusedAsync(anonymous, "s3://frames/missing")).ShouldContain("404 NoSuchKey");

        using var away = new S3ClaimSource(new ClaimStoreOptions { Endpoint = "http://127.0.0.1:1", Buckets = "frames" });
        (await RefusedAsync(away, "s3://frames/a")).ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task S3_BucketThatIsNotConfigured_IsNotAskedFor()
    {
        using var server = Server(null);
        using var source = new S3ClaimSource(new ClaimStoreOptions { Endpoint = server.Endpoint, Buckets = "frames, other" });

        (await RefusedAsync(source, "s3://secrets/a")).ShouldContain("kafka.claimStore.buckets");
        server.Requests.ShouldBeEmpty();
        (await ReadAsync(source, "s3://frames/a")).Bytes.ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("a", 2)]
    [InlineData("big-chunked", 100_000)]
    public async Task Read_MoreThanTheLimit_IsNotRead(string key, int limit)
    {
        using var server = Server(null);
        using var s3 = new S3ClaimSource(new ClaimStoreOptions { Endpoint = server.Endpoint, Buckets = "frames" });
        using var web = new HttpClaimSource(new ClaimStoreOptions { Addresses = server.Endpoint + "/frames/" });

        foreach (var (source, address) in new[] { ((IClaimSource)s3, $"s3://frames/{key}"), (web, $"{server.Endpoint}/frames/{key}") })
        {
            var claim = await source.ReadAsync(new Uri(address), limit, CancellationToken.None);
            claim.Bytes.ShouldBeNull();
            claim.Length.ShouldBeGreaterThan(limit);
        }
    }

    [Fact]
    public async Task Read_ServerThatHangs_EndsInTime()
    {
        using var server = Server(null);
        var options = new ClaimStoreOptions
        {
            Endpoint = server.Endpoint,
            Buckets = "frames",
            Addresses = server.Endpoint + "/frames/",
            TimeoutMs = 200,
        };
        using var s3 = new S3ClaimSource(options);
        using var web = new HttpClaimSource(options);

        (await RefusedAsync(s3, "s3://frames/hangs")).ShouldContain("200 ms");
        (await RefusedAsync(web, server.Endpoint + "/frames/hangs")).ShouldContain("200 ms");
    }

    [Fact]
    public async Task Http_PreSignedAddress_IsReadOnlyBelowTheConfiguredOnes()
    {
        using var server = Server(null);
        using var source = new HttpClaimSource(new ClaimStoreOptions { Addresses = server.Endpoint + "/frames/" });
        (await ReadAsync(source, server.Endpoint + "/frames/a?X-Amz-Signature=abc")).Bytes.ShouldBe([1, 2, 3]);
        (await RefusedAsync(source, server.Endpoint + "/frames/elsewhere")).ShouldContain("302");

        var port = new Uri(server.Endpoint).Port;
        foreach (var address in new[]
        {
            server.Endpoint + "/other/a?X-Amz-Signature=secret",
            server.Endpoint + "/frames/../other/a",
            server.Endpoint + "/frames/%2e%2e/other/a",
            $"http://user@127.0.0.1:{port}/frames/a",
            $"http://localhost:{port}/frames/a",
            $"https://127.0.0.1:{port}/frames/a",
            $"http://127.0.0.1:{port + 1}/frames/a",
        })
        {
            var message = await RefusedAsync(source, address);
            message.ShouldContain("kafka.claimStore.addresses", customMessage: address);
            message.ShouldNotContain("secret");
        }

        server.Requests.Count.ShouldBe(2);
    }

    public void Dispose() => File.Delete(_secretFile);

    private static Task<Claim> ReadAsync(IClaimSource source, string address)
    {
        var uri = new Uri(address);
        source.Handles(uri).ShouldBeTrue();
        return source.ReadAsync(uri, 1000, CancellationToken.None);
    }

    private static async Task<string> RefusedAsync(IClaimSource source, string address)
    {
        var exception = await Should.ThrowAsync<ClaimException>(() => ReadAsync(source, address));
        exception.ToString().ShouldNotContain(Secret);
        return exception.Message;
    }

    private static ObjectServer Server(string? secret)
    {
        var server = new ObjectServer(secret);
        server.Objects["/frames/a"] = [1, 2, 3];
        server.Objects["/frames/day%201/b%2Bc"] = [4];
        server.Objects["/frames/big-chunked"] = new byte[300_000];
        server.Objects["/other/a"] = [9];
        return server;
    }

    private ClaimStoreOptions Signed(ObjectServer server) => new()
    {
        Endpoint = server.Endpoint,
        Buckets = "frames",
        AccessKey = "AKIDLINE",
        SecretKeyFile = _secretFile,
    };
}
