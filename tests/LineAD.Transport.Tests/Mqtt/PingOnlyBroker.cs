using System.Net;
using System.Net.Sockets;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Takes MQTT 5 connections and all that comes over them, and answers nothing but pings.</summary>
internal sealed class PingOnlyBroker : IAsyncDisposable
{
    private const int Connect = 1;
    private const int PingRequest = 12;
    private static readonly byte[] ConnectionAccepted = [0x20, 3, 0, 0, 0];
    private static readonly byte[] PingAnswer = [0xD0, 0];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public PingOnlyBroker()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (true)
                {
                    var kind = await ReadPacketAsync(stream);
                    if (kind is Connect or PingRequest)
                    {
                        await stream.WriteAsync(kind == Connect ? ConnectionAccepted : PingAnswer, _stop.Token);
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    // Type, in the upper half of the first byte; length, seven bits a byte, the lowest first; content.
    private async Task<int> ReadPacketAsync(NetworkStream stream)
    {
        var one = new byte[1];
        await stream.ReadExactlyAsync(one, _stop.Token);
        var kind = one[0] >> 4;
        var length = 0;
        var shift = 0;
        do
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);
        await stream.ReadExactlyAsync(new byte[length], _stop.Token);
        return kind;
    }
}
