using System.Net;
using System.Net.Sockets;

namespace LineAD.Simulation.Network;

/// <summary>
/// A TCP proxy on 127.0.0.1 whose link can be made bad on purpose: cut, delayed, throttled, half-open, reset. Faults concern
/// open connections and new ones alike. What it holds is bounded: a slow side holds the fast one back, as a network does.
/// </summary>
public sealed class FaultyTcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<ProxiedConnection> _connections = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private LinkFault _fault = LinkFault.None;
    private long _accepted;

    private FaultyTcpProxy(int targetPort, TimeProvider time)
    {
        TargetPort = targetPort;
        _time = time;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Where it connects to, on 127.0.0.1; takes effect with the next connection.</summary>
    public int TargetPort { get; set; }

    /// <summary>State of the link.</summary>
    public LinkFault Fault => Volatile.Read(ref _fault);

    /// <summary>Connections accepted so far, refused ones included.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Connections open now.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>Starts listening on a free port.</summary>
    public static FaultyTcpProxy Start(int targetPort, TimeProvider? time = null) =>
        new(targetPort, time ?? TimeProvider.System);

    /// <summary>
    /// Puts the link in the state <paramref name="fault"/>. Connections that a cut or a half-open link has hurt do not come
    /// back: a cut ends them at once, the end of a half-open link resets them, for the bytes that were swallowed are gone.
    /// </summary>
    public void Set(LinkFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var before = Interlocked.Exchange(ref _fault, fault);
        if (before.Kind == LinkFaultKind.HalfOpen && fault.Kind != LinkFaultKind.HalfOpen)
        {
            EndAll(reset: true);
        }

        if (fault.Kind == LinkFaultKind.Cut)
        {
            EndAll(reset: false);
        }
    }

    /// <summary>Makes the link sound.</summary>
    public void Restore() => Set(LinkFault.None);

    /// <summary>Resets (RST) every connection that is open now; new ones are served.</summary>
    public void Reset() => EndAll(reset: true);

    /// <summary>
    /// Makes every connection that is open now half-open for good, as a router does that forgot about them; new ones are served.
    /// </summary>
    public void Forget()
    {
        foreach (var connection in Connections())
        {
            connection.Swallow();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        EndAll(reset: false);
        await _accepting;
        _stop.Dispose();
    }

    private void EndAll(bool reset)
    {
        foreach (var connection in Connections())
        {
            connection.End(reset);
        }
    }

    private ProxiedConnection[] Connections()
    {
        lock (_gate)
        {
            return [.. _connections];
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or the client was gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = new ProxiedConnection(client, () => Fault, _time);
        lock (_gate)
        {
            _connections.Add(connection);
        }

        // Looked at after it can be ended from outside, so that no cut slips between.
        if (Fault.Kind != LinkFaultKind.Cut && !_stop.IsCancellationRequested)
        {
            await connection.RunAsync(TargetPort, _stop.Token);
        }

        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }
}
