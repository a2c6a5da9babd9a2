using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>
/// Takes MQTT 5 connections and all that comes over them, answers pings by itself, and messages when the test says so.
/// </summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    private const int Connect = 1;
    private const int Publish = 3;
    private const int PingRequest = 12;
    private static readonly byte[] ConnectionAccepted = [0x20, 3, 0, 0, 0];
    private static readonly byte[] PingAnswer = [0xD0, 0];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(NetworkStream Stream, byte[] Id)> _messages = new();
    private readonly Task _accepting;

    public ScriptedBroker()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>QoS 1 messages, in the order of coming, for <see cref="Answer"/>.</summary>
    public IReadOnlyList<(NetworkStream Stream, byte[] Id)> Messages => [.. _messages];

    /// <summary>Sends a PUBACK.</summary>
    public static void Answer((NetworkStream Stream, byte[] Id) message) => message.Stream.Write([0x40, 2, .. message.Id]);

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
                    var (first, content) = await ReadPacketAsync(stream);
                    await HandleAsync(stream, first, content);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task HandleAsync(NetworkStream stream, byte first, byte[] content)
    {
        switch (first >> 4)
        {
            case Connect:
                await stream.WriteAsync(ConnectionAccepted, _stop.Token);
                break;
            case PingRequest:
                await stream.WriteAsync(PingAnswer, _stop.Token);
                break;
            case Publish when (first & 0b110) == 0b010:
                // Topic with its length, then the identifier.
                var topic = BinaryPrimitives.ReadUInt16BigEndian(content);
                _messages.Enqueue((stream, content[(2 + topic)..(4 + topic)]));
                break;
        }
    }

    // Type, in the upper half of the first byte; length, seven bits a byte, the lowest first; content.
    private async Task<(byte First, byte[] Content)> ReadPacketAsync(NetworkStream stream)
    {
        var one = new byte[1];
        await stream.ReadExactlyAsync(one, _stop.Token);
        var first = one[0];
        var length = 0;
        var shift = 0;
        do
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);
        var content = new byte[length];
        await stream.ReadExactlyAsync(content, _stop.Token);
        return (first, content);
    }
}
