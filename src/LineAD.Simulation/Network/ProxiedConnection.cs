using System.Net;
using System.Net.Sockets;

namespace LineAD.Simulation.Network;

/// <summary>One connection through the proxy: two sockets and a pump each way.</summary>
internal sealed class ProxiedConnection(TcpClient client, Func<LinkFault> fault, TimeProvider time) : IDisposable
{
    private static readonly LingerOption ResetOnClose = new(true, 0);
    private readonly TcpClient _server = new(AddressFamily.InterNetwork) { NoDelay = true };
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private volatile bool _swallows;
    private bool _ended;

    /// <summary>Connects to the target and pumps until either side or somebody else ends it. Never throws.</summary>
    public async Task RunAsync(int targetPort, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, targetPort, stop.Token);
            var there = new LinkPump(client.GetStream(), _server.GetStream(), There, time).RunAsync(stop.Token);
            var back = new LinkPump(_server.GetStream(), client.GetStream(), Back, time).RunAsync(stop.Token);
            await await Task.WhenAny(there, back);
            End(reset: false);
            await Task.WhenAll(there, back);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; the other is told below, the way a network would.
        }

        End(reset: false);
    }

    /// <summary>From now on it is half-open for good, whatever the link does.</summary>
    public void Swallow() => _swallows = true;

    /// <summary>Ends both sides, by RST or by FIN.</summary>
    public void End(bool reset)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            Close(client, reset);
            Close(_server, reset);
            _end.Cancel();
        }
    }

    public void Dispose()
    {
        End(reset: false);
        client.Dispose();
        _server.Dispose();
        _end.Dispose();
    }

    private LinkFault There() => _swallows ? LinkFault.HalfOpen : fault();

    private LinkFault Back() => There() is { IsOneWay: false } both ? both : LinkFault.None;

    private static void Close(TcpClient side, bool reset)
    {
        try
        {
            if (reset)
            {
                // The socket itself, at once: closing the client first would shut it down in order.
                side.LingerState = ResetOnClose;
                side.Client.Close(0);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It never was connected, or the other end has closed it already.
        }

        side.Close();
    }
}
