using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace MQTTnet.Wire;

/// <summary>
/// One connection from connect to close. A thread of its own connects and then receives; requests are written by the
/// thread that makes them. Nothing here needs the thread pool.
/// </summary>
internal sealed partial class MqttConnection
{
    private readonly MqttClientOptions _options;
    private readonly IConnectionOwner _owner;
    private readonly Channel _channel;
    private readonly PendingRequests _pending = new();
    private readonly bool _v5;
    private static readonly Exception CleanClose = new MqttClientDisconnectedException(null);

    private volatile Exception _cause;
    private int _finished;

    public MqttConnection(MqttClientOptions options, IConnectionOwner owner)
    {
        _options = options;
        _owner = owner;
        _v5 = options.ProtocolVersion == MqttProtocolVersion.V500;
        _channel = new Channel(options.ChannelOptions, options.Timeout);
    }

    /// <summary>Why it ended; null for a close without an error.</summary>
    public Exception Failure => ReferenceEquals(_cause, CleanClose) ? null : _cause;

    public DisconnectPacket ServerDisconnect { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>True for the one caller that may report the end of this connection.</summary>
    public bool TryFinish() => Interlocked.Exchange(ref _finished, 1) == 0;

    /// <summary>Connects and waits for CONNACK; a refusal by the broker is a result.</summary>
    public async Task<MqttClientConnectResult> OpenAsync(CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource<MqttClientConnectResult>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(opened)) { IsBackground = true, Name = "mqtt-receive" }.Start();
        using (cancellationToken.UnsafeRegister(_ => GiveUp(opened, cancellationToken), null))
        {
            return await opened.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Closes the socket; the first cause given is the one that counts, null for none.</summary>
    public void Close(Exception cause)
    {
        Blame(cause);
        _channel.Close();
    }

    private void Blame(Exception cause) => Interlocked.CompareExchange(ref _cause, cause ?? CleanClose, null);

    private static Exception Wrap(Exception exception) => exception switch
    {
        MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException => exception,
        IOException { InnerException: SocketException socket } => new MqttCommunicationException(socket),
        _ => new MqttCommunicationException(exception),
    };

    private void GiveUp(TaskCompletionSource<MqttClientConnectResult> opened, CancellationToken cancellationToken)
    {
        var cause = new OperationCanceledException("MQTT connect canceled.", cancellationToken);
        Close(cause);
        opened.TrySetException(_channel.Stream == null ? cause : Unanswered(cause));
    }

    private void Run(TaskCompletionSource<MqttClientConnectResult> opened)
    {
        try
        {
            if (TryOpen() is { } result)
            {
                KeepAliveClock.Add(this);
                opened.TrySetResult(result);
                ReceiveUntilClosed();
            }
        }
        catch (RefusedException refused)
        {
            opened.TrySetResult(refused.Result);
        }
        catch (Exception exception)
        {
            Close(Wrap(exception));
            opened.TrySetException(Failure ?? Wrap(exception));
        }
        finally
        {
            End();
        }
    }

    private MqttClientConnectResult TryOpen()
    {
        try
        {
            _channel.Connect();
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException
            or ObjectDisposedException)
        {
            throw Failure ?? new MqttCommunicationException(exception);
        }

        try
        {
            return Authenticate();
        }
        catch (Exception exception) when (exception is not RefusedException)
        {
            throw Unanswered(Wrap(exception));
        }
    }

    private MqttClientConnectResult Authenticate()
    {
        _input = new ReceiveBuffer(_channel.Stream);
        var period = Math.Min((long)_options.KeepAlivePeriod.TotalSeconds, ushort.MaxValue);
        Send(writer => PacketEncoder.Connect(writer, _options, (int)period));
        var (type, _, length) = ReadFixedHeader();
        if (type != PacketType.ConnAck)
        {
            throw new MqttProtocolViolationException($"The answer to CONNECT was {type}.");
        }

        var result = PacketDecoder.ConnAck(TakeBody(length), _v5);
        _keepAliveMs = 1000 * (result.ServerKeepAlive > 0 ? result.ServerKeepAlive : period);
        return result.ResultCode == MqttClientConnectResultCode.Success ? result : throw new RefusedException(result);
    }

    private static MqttConnectingFailedException Unanswered(Exception cause) =>
        new($"Error while authenticating. {cause.Message}", cause);

    private void End()
    {
        KeepAliveClock.Remove(this);
        Close(null);
        var cause = ServerDisconnect == null ? Failure ?? new MqttClientDisconnectedException(null)
            : new MqttClientUnexpectedDisconnectReceivedException(ServerDisconnect.ReasonCode, Failure);
        _pending.FailAll(cause);
        HasEnded = true;
        _owner.OnEnded(this);
        _channel.Stream?.Dispose();
    }
}
