using System.Diagnostics;
using System.Net.Sockets;
using LineAD.Simulation.Network;
using LineAD.Testing;

namespace LineAD.Transport.Tests.Network;

public sealed class FaultyTcpProxyTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly EchoServer _echo = new();
    private readonly FaultyTcpProxy _proxy;

    public FaultyTcpProxyTests() => _proxy = FaultyTcpProxy.Start(_echo.Port);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    public void Dispose() => _echo.Dispose();

    [Fact]
    public async Task Link_Sound_CarriesEveryByteBothWays()
    {
        using var client = Connect();
        var sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);
        var reading = ReadAsync(client, sent.Length);

        await client.GetStream().WriteAsync(sent);

        (await reading).ShouldBe(sent);
        _proxy.Open.ShouldBe(1);
    }

    [Fact]
    public async Task Cut_OpenConnection_EndsAndNewOnesAreClosedUntilRestored()
    {
        using var client = Connect();
        await EchoAsync(client);

        _proxy.Set(LinkFault.Cut);

        (await ReadOneAsync(client)).ShouldBe(End.Fin);
        using (var refused = Connect())
        {
            (await ReadOneAsync(refused)).ShouldNotBe(End.Byte);
        }

        _echo.Accepted.ShouldBe(1);
        _proxy.Restore();
        using var back = Connect();
        await EchoAsync(back);
    }

    [Fact]
    public async Task Reset_OpenConnection_GetsRstAndTheNextOneWorks()
    {
        using var client = Connect();
        await EchoAsync(client);

        _proxy.Reset();

        (await ReadOneAsync(client)).ShouldBe(End.Rst);
        using var next = Connect();
        await EchoAsync(next);
    }

    [Fact]
    public async Task Delay_RoundTrip_TakesTwiceTheLatencyAndKeepsTheOrder()
    {
        using var client = Connect();
        await EchoAsync(client);
        _proxy.Set(LinkFault.Delay(TimeSpan.FromMilliseconds(60)));
        var started = Stopwatch.GetTimestamp();

        await client.GetStream().WriteAsync("12"u8.ToArray());
        await Task.Delay(10);
        _proxy.Restore();
        await client.GetStream().WriteAsync("34"u8.ToArray());

        // Timers count whole milliseconds and may end a little early.
        // What was on its way when the link got well again still comes first.
        (await ReadAsync(client, 4)).ShouldBe("1234"u8.ToArray());
        Stopwatch.GetElapsedTime(started).TotalMilliseconds.ShouldBeGreaterThanOrEqualTo(55);
        _proxy.Set(LinkFault.Delay(TimeSpan.FromMilliseconds(60)));
        started = Stopwatch.GetTimestamp();
        await EchoAsync(client);
        Stopwatch.GetElapsedTime(started).TotalMilliseconds.ShouldBeGreaterThanOrEqualTo(110);
    }

    [Fact]
    public async Task Throttle_Bytes_TakeTheirTime()
    {
        using var client = Connect();
        await EchoAsync(client);
        _proxy.Set(LinkFault.Throttle(40_000));
        var reading = ReadAsync(client, 10_000);
        var started = Stopwatch.GetTimestamp();

        await client.GetStream().WriteAsync(new byte[10_000]);

        await reading;
        Stopwatch.GetElapsedTime(started).TotalMilliseconds.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Throttle_OneWay_LeavesTheWayBackAlone()
    {
        _proxy.Set(LinkFault.Throttle(1000, isOneWay: true));
        _echo.Greet(100_000);
        var started = Stopwatch.GetTimestamp();

        using var client = Connect();
        await ReadAsync(client, 100_000);

        Stopwatch.GetElapsedTime(started).TotalSeconds.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task HalfOpen_Bytes_AreSwallowedAndNobodyIsTold()
    {
        using var client = Connect();
        await EchoAsync(client);
        _proxy.Set(LinkFault.HalfOpen);

        await client.GetStream().WriteAsync("lost"u8.ToArray());
        var read = ReadOneAsync(client);
        (await Task.WhenAny(read, Task.Delay(150))).ShouldNotBe(read);
        using var silent = Connect();
        await silent.GetStream().WriteAsync("too"u8.ToArray());
        _echo.Bytes.ShouldBe(1);

        _proxy.Restore();

        // The swallowed bytes are gone: the connection cannot go on as if nothing had been.
        (await read).ShouldBe(End.Rst);
        using var next = Connect();
        await EchoAsync(next);
    }

    [Fact]
    public async Task HalfOpen_OneSideCloses_TheOtherIsNotTold()
    {
        using var client = Connect();
        await EchoAsync(client);
        _proxy.Set(LinkFault.HalfOpen);

        _echo.CloseAll();

        var read = ReadOneAsync(client);
        (await Task.WhenAny(read, Task.Delay(150))).ShouldNotBe(read);
    }

    [Fact]
    public async Task Forget_OpenConnection_IsSilentForGoodAndTheNextOneWorks()
    {
        using var client = Connect();
        await EchoAsync(client);

        _proxy.Forget();

        await client.GetStream().WriteAsync("lost"u8.ToArray());
        using var next = Connect();
        await EchoAsync(next);
        _proxy.Restore();
        var read = ReadOneAsync(client);
        (await Task.WhenAny(read, Task.Delay(100))).ShouldNotBe(read);
        _echo.Bytes.ShouldBe(2);
    }

    [Fact]
    public async Task Target_Closes_TheClientIsTold()
    {
        using var client = Connect();
        await EchoAsync(client);

        _echo.CloseAll();

        (await ReadOneAsync(client)).ShouldNotBe(End.Byte);
        Eventually.True(() => _proxy.Open == 0);
    }

    [Fact]
    public async Task Target_NotThere_TheConnectionIsClosed()
    {
        _proxy.TargetPort = LineAD.Simulation.Brokers.FreePort.Next();
        using var client = Connect();

        (await ReadOneAsync(client)).ShouldNotBe(End.Byte);
    }

    private TcpClient Connect() => new("127.0.0.1", _proxy.Port);

    private static async Task EchoAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync("e"u8.ToArray());
        (await ReadAsync(client, 1)).ShouldBe("e"u8.ToArray());
    }

    private static async Task<byte[]> ReadAsync(TcpClient client, int count)
    {
        var bytes = new byte[count];
        await client.GetStream().ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return bytes;
    }

    private static async Task<End> ReadOneAsync(TcpClient client)
    {
        try
        {
            var read = await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience);
            return read == 0 ? End.Fin : End.Byte;
        }
        catch (IOException)
        {
            return End.Rst;
        }
    }

    private enum End
    {
        Byte,
        Fin,
        Rst,
    }
}
