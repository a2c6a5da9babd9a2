using System.Net;
using System.Net.Sockets;

namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>Answers the first packet of a connection with given bytes: for what mosquitto never says.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    public static readonly byte[] ConnAck5 = [0x20, 3, 0, 0, 0];
    public static readonly byte[] ConnAck3 = [0x20, 2, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<byte[]> _rest = new();

    public ScriptedBroker(params byte[][] answers)
    {
        _listener.Start();
        _ = AnswerAsync([.. answers.SelectMany(a => a)]);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the client sent after CONNECT, up to its close.</summary>
    public Task<byte[]> Rest => _rest.Task;

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(byte[] answer)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            _ = await stream.ReadAsync(buffer);
            await stream.WriteAsync(answer);
            using var rest = new MemoryStream();
            await stream.CopyToAsync(rest);
            _rest.TrySetResult(rest.ToArray());
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            _rest.TrySetException(exception);
        }
    }
}
