using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LineAD.Simulation.Brokers;

namespace LineAD.Storage.Tests.Claims;

/// <summary>
/// A small object store on loopback: path-style buckets, and signature version 4 checked as its specification says, without the
/// library under test.
/// </summary>
internal sealed class ObjectServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string? _secret;

    /// <param name="secret">Secret key that requests must be signed with; null lets unsigned ones in.</param>
    public ObjectServer(string? secret = null)
    {
        _secret = secret;
        Endpoint = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _ = Task.Run(RunAsync);
    }

    public string Endpoint { get; }

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => _listener.Close();

    private async Task RunAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        Requests.Enqueue(path);
        var response = context.Response;
        switch (path)
        {
            case "/frames/hangs":
                return;
            case "/frames/elsewhere":
                response.Redirect(Endpoint + "/frames/a");
                response.Close();
                return;
        }

        if (!IsLetIn(context.Request))
        {
            Fail(response, 403, "SignatureDoesNotMatch");
        }
        else if (!Objects.TryGetValue(path, out var bytes))
        {
            Fail(response, 404, "NoSuchKey");
        }
        else
        {
            if (path.EndsWith("-chunked", StringComparison.Ordinal))
            {
                response.SendChunked = true;
            }
            else
            {
                response.ContentLength64 = bytes.Length;
            }

            response.OutputStream.Write(bytes);
            response.Close();
        }
    }

    private static void Fail(HttpListenerResponse response, int status, string code)
    {
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.Close(Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code><Message>no</Message></Error>"), willBlock: true);
    }

    private bool IsLetIn(HttpListenerRequest request)
    {
        var authorization = request.Headers["Authorization"];
        if (_secret is null)
        {
            return authorization is null;
        }

        const string scheme = "AWS4-HMAC-SHA256 ";
        if (authorization?.StartsWith(scheme, StringComparison.Ordinal) != true)
        {
            return false;
        }

        var fields = authorization[scheme.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var scope = fields["Credential"].Split('/', 2)[1];
        return fields["Signature"] == Signature(request, fields["SignedHeaders"], scope, _secret);
    }

    private static string Signature(HttpListenerRequest request, string signedHeaders, string scope, string secret)
    {
        var headers = string.Concat(signedHeaders.Split(';').Select(h => $"{h}:{request.Headers[h]!.Trim()}\n"));
        var query = request.Url!.Query.TrimStart('?');
        var canonical = string.Join(
            '\n', request.HttpMethod, request.Url.AbsolutePath, query, headers, signedHeaders, request.Headers["x-amz-content-sha256"]);
        var text = string.Join(
            '\n', "AWS4-HMAC-SHA256", request.Headers["x-amz-date"], scope,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
