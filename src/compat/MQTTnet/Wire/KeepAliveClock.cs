namespace MQTTnet.Wire;

/// <summary>
/// One thread for the keep-alive of all connections of the process, so that pings go out and dead connections are
/// found even while the thread pool is busy. It ends when no connection is left.
/// </summary>
internal static class KeepAliveClock
{
    private const int TickMs = 250;

    private static readonly object Gate = new();
    private static readonly HashSet<MqttConnection> Connections = [];
    private static bool _running;

    public static void Add(MqttConnection connection)
    {
        lock (Gate)
        {
            Connections.Add(connection);
            if (!_running)
            {
                _running = true;
                new Thread(Run) { IsBackground = true, Name = "mqtt-keep-alive" }.Start();
            }
        }
    }

    public static void Remove(MqttConnection connection)
    {
        lock (Gate)
        {
            Connections.Remove(connection);
            Monitor.Pulse(Gate);
        }
    }

    private static void Run()
    {
        while (Next() is { } connections)
        {
            foreach (var connection in connections)
            {
                connection.KeepAlive(Environment.TickCount64);
            }
        }
    }

    private static MqttConnection[] Next()
    {
        lock (Gate)
        {
            if (Connections.Count > 0)
            {
                Monitor.Wait(Gate, TickMs);
            }

            _running = Connections.Count > 0;
            return _running ? [.. Connections] : null;
        }
    }
}
