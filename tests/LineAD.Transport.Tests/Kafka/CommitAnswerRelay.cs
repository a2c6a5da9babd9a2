using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>
/// Carries Kafka's protocol to a broker on 127.0.0.1 as it is, but for the answer to one commit: the broker has written the
/// commit by then, and the client does not learn it.
/// </summary>
internal sealed class CommitAnswerRelay : IAsyncDisposable
{
    private const short EndTransaction = 26;
    private const int ErrorPlace = 8;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly short? _errorInPlace;
    private readonly Task _accepting;
    private Action? _instead;
    private int _armed;
    private int _commits;

    /// <param name="target">Port of the broker.</param>
    /// <param name="errorInPlace">Error code that the client gets in place of "written"; null ends its connection instead.</param>
    public CommitAnswerRelay(int target, short? errorInPlace)
    {
        (_target, _errorInPlace) = (target, errorInPlace);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Commits and aborts that the broker has answered.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>Answers that did not get through.</summary>
    public int Lost { get; private set; }

    /// <summary>The answer to the next commit does not get through.</summary>
    public void Arm() => Volatile.Write(ref _armed, 1);

    /// <summary>The next commit does not reach the broker; <paramref name="instead"/> is called in its place.</summary>
    public void Stop(Action instead) => Volatile.Write(ref _instead, instead);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                var commits = new HashSet<int>();
                var there = PumpAsync(client.GetStream(), server.GetStream(), packet => Note(packet, commits));
                var back = PumpAsync(server.GetStream(), client.GetStream(), packet => Answer(packet, commits));
                await Task.WhenAny(there, back);
                client.Close();
                server.Close();
                await Task.WhenAll(there, back);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone.
            }
        }
    }

    // A packet is its length in four bytes, and that many more.
    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<byte[], bool> take)
    {
        var length = new byte[4];
        while (true)
        {
            await from.ReadExactlyAsync(length, _stop.Token);
            var packet = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            await from.ReadExactlyAsync(packet, _stop.Token);
            if (!take(packet))
            {
                return;
            }

            await to.WriteAsync((byte[])[.. length, .. packet], _stop.Token);
        }
    }

    // A request begins with its kind, its version (two bytes each) and its number (four).
    private bool Note(byte[] request, HashSet<int> commits)
    {
        if (BinaryPrimitives.ReadInt16BigEndian(request) == EndTransaction)
        {
            if (Interlocked.Exchange(ref _instead, null) is { } instead)
            {
                instead();
                return false;
            }

            lock (commits)
            {
                commits.Add(BinaryPrimitives.ReadInt32BigEndian(request.AsSpan(4)));
            }
        }

        return true;
    }

    // An answer begins with the number of its request; in that to a commit a waiting time follows, and then the error code.
    private bool Answer(byte[] answer, HashSet<int> commits)
    {
        lock (commits)
        {
            if (!commits.Remove(BinaryPrimitives.ReadInt32BigEndian(answer)))
            {
                return true;
            }
        }

        var error = answer.AsSpan(ErrorPlace);
        Interlocked.Increment(ref _commits);
        if (BinaryPrimitives.ReadInt16BigEndian(error) != 0 || Interlocked.Exchange(ref _armed, 0) == 0)
        {
            return true;
        }

        Lost++;
        if (_errorInPlace is { } code)
        {
            BinaryPrimitives.WriteInt16BigEndian(error, code);
        }

        return _errorInPlace is not null;
    }
}
