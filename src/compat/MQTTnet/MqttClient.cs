using MQTTnet.Diagnostics.Logger;
using MQTTnet.Wire;

namespace MQTTnet;

/// <inheritdoc cref="IMqttClient" />
public sealed partial class MqttClient : IMqttClient, IConnectionOwner
{
    private const int Disconnected = 0;
    private const int Connecting = 1;
    private const int Connected = 2;
    private const int Disconnecting = 3;

    private readonly IMqttNetLogger _logger;
    private readonly AsyncEvent<MqttApplicationMessageReceivedEventArgs> _received = new();
    private readonly AsyncEvent<MqttClientDisconnectedEventArgs> _disconnected = new();
    private readonly HandlerQueue _handlers;
    private volatile MqttConnection _connection;
    private volatile bool _disposed;
    private int _status;

    internal MqttClient(IMqttNetLogger logger)
    {
        _logger = logger;
        _handlers = new HandlerQueue(Handle);
    }

    public event Func<MqttApplicationMessageReceivedEventArgs, Task> ApplicationMessageReceivedAsync
    {
        add => _received.Add(value);
        remove => _received.Remove(value);
    }

    public event Func<MqttClientDisconnectedEventArgs, Task> DisconnectedAsync
    {
        add => _disconnected.Add(value);
        remove => _disconnected.Remove(value);
    }

    public bool IsConnected => Volatile.Read(ref _status) == Connected;

    public MqttClientOptions Options { get; private set; }

    /// <summary>Closes without DISCONNECT, so the broker publishes the will; no event is raised.</summary>
    public void Dispose()
    {
        _disposed = true;
        var connection = _connection;
        connection?.TryFinish();
        connection?.Close(null);
        _handlers.Close();
        Interlocked.Exchange(ref _status, Disconnected);
    }

    void IConnectionOwner.OnOddity(string message, Exception exception) =>
        Log(MqttNetLogLevel.Warning, message, exception);

    private void Log(MqttNetLogLevel level, string message, Exception exception)
    {
        if (_logger.IsEnabled)
        {
            _logger.Publish(level, nameof(MqttClient), message, [], exception);
        }
    }
}
