using System.Net;
using System.Net.Sockets;

namespace LineAD.Transport.Tests.Network;

/// <summary>Sends back what it gets.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private long _bytes;
    private volatile int _greeting;

    public EchoServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public long Bytes => Interlocked.Read(ref _bytes);

    public int Accepted
    {
        get
        {
            lock (_clients)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Sends some bytes unasked to the next client.</summary>
    public void Greet(int bytes) => _greeting = bytes;

    public void CloseAll()
    {
        lock (_clients)
        {
            _clients.ForEach(c => c.Close());
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        CloseAll();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = EchoAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed by the test.
        }
    }

    private async Task EchoAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync(new byte[_greeting]);
            var buffer = new byte[8192];
            for (var read = 1; read > 0;)
            {
                read = await client.GetStream().ReadAsync(buffer);
                Interlocked.Add(ref _bytes, read);
                await client.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side is gone.
        }
    }
}
