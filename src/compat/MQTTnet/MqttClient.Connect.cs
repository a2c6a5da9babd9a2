using MQTTnet.Diagnostics.Logger;
using MQTTnet.Wire;

namespace MQTTnet;

public sealed partial class MqttClient
{
    public async Task<MqttClientConnectResult> ConnectAsync(
        MqttClientOptions options,
        CancellationToken cancellationToken = default)
    {
        Prepare(options);
        var connection = new MqttConnection(options, this);
        _connection = connection;
        try
        {
            var result = await OpenAsync(connection, options, cancellationToken).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                Finish(connection, wasConnected: false, result, (int)result.ResultCode);
                return result;
            }

            Volatile.Write(ref _status, Connected);
            if (connection.HasEnded)
            {
                ((IConnectionOwner)this).OnEnded(connection);
            }

            return result;
        }
        catch (Exception exception)
        {
            connection.Close(exception);
            Finish(connection, wasConnected: false, null, (int)MqttClientDisconnectReason.UnspecifiedError);
            throw;
        }
    }

    public Task DisconnectAsync(MqttClientDisconnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var connection = _connection;
        if (Interlocked.CompareExchange(ref _status, Disconnecting, Connected) != Connected)
        {
            return Task.CompletedTask;
        }

        try
        {
            FeatureGuard.Check(options, Options.ProtocolVersion);
            connection.Disconnect(options);
            return Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
        finally
        {
            connection.Close(null);
            Finish(connection, wasConnected: true, null, (int)options.Reason);
        }
    }

    void IConnectionOwner.OnEnded(MqttConnection connection)
    {
        // While connecting, the caller of ConnectAsync sees the end; this is for a connection that stood.
        if (ReferenceEquals(connection, _connection)
            && Interlocked.CompareExchange(ref _status, Disconnecting, Connected) == Connected)
        {
            Finish(connection, wasConnected: true, null, (int?)connection.ServerDisconnect?.ReasonCode ?? 0);
        }
    }

    private static async Task<MqttClientConnectResult> OpenAsync(
        MqttConnection connection,
        MqttClientOptions options,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            return await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        using var timeout = new CancellationTokenSource(options.Timeout);
        return await connection.OpenAsync(timeout.Token).ConfigureAwait(false);
    }

    private void Prepare(MqttClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (options.ChannelOptions == null)
        {
            throw new ArgumentException("ChannelOptions are not set.");
        }

        if (options.ValidateFeatures)
        {
            FeatureGuard.Check(options);
        }

        var status = Interlocked.CompareExchange(ref _status, Connecting, Disconnected);
        if (status != Disconnected)
        {
            throw new InvalidOperationException(status == Connected
                ? "It is not allowed to connect with a server after the connection is established."
                : "Not allowed to connect while connect/disconnect is pending.");
        }

        Options = options;
    }

    private void Finish(MqttConnection connection, bool wasConnected, MqttClientConnectResult result, int reason)
    {
        if (!connection.TryFinish())
        {
            return;
        }

        _handlers.Close();
        Volatile.Write(ref _status, Disconnected);
        var packet = connection.ServerDisconnect;
        var arguments = new MqttClientDisconnectedEventArgs(
            wasConnected,
            result,
            (MqttClientDisconnectReason)reason,
            packet?.ReasonString,
            null,
            connection.Failure);

        // On another thread, because a handler may connect again and wait for it.
        _ = Task.Run(() => RaiseAsync(arguments));
    }

    private async Task RaiseAsync(MqttClientDisconnectedEventArgs arguments)
    {
        try
        {
            await _disconnected.InvokeAsync(arguments).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log(MqttNetLogLevel.Error, "A handler of DisconnectedAsync failed.", exception);
        }
    }
}
