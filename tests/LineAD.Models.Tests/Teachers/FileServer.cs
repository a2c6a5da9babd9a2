using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LineAD.Models.Tests.Teachers;

/// <summary>Serves one content at every path of 127.0.0.1, with ranges.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _content;

    internal FileServer(byte[] content)
    {
        _content = content;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    internal Uri Address { get; }

    internal List<string> Ranges { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var from = 0;
        if (context.Request.Headers["Range"] is { } range)
        {
            Ranges.Add(range);
            from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            context.Response.StatusCode = (int)HttpStatusCode.PartialContent;
        }

        context.Response.ContentLength64 = _content.Length - from;
        context.Response.OutputStream.Write(_content, from, _content.Length - from);
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
