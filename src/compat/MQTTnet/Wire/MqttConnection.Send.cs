using System.Net.Sockets;
using MQTTnet.Exceptions;

namespace MQTTnet.Wire;

internal sealed partial class MqttConnection
{
    private const int JoinedPayload = 64 * 1024;

    private readonly Lock _writeLock = new();
    private readonly PacketWriter _writer = new();
    private long _lastSentAt = Environment.TickCount64;
    private long _pingSentAt;
    private long _keepAliveMs;

    /// <summary>Writes a QoS 0 message.</summary>
    public void Publish(MqttApplicationMessage message) => WritePublish(message, 0);

    /// <summary>Writes a QoS 1 message on this thread; the task ends with its PUBACK.</summary>
    public Task<T> PublishAsync<T>(MqttApplicationMessage message, Func<AckPacket, T> read, CancellationToken cancellationToken) =>
        RequestAsync(new PendingRequest<T>(PacketType.PubAck, read), id => WritePublish(message, id), cancellationToken);

    public Task<AckPacket> SubscribeAsync(MqttClientSubscribeOptions options, CancellationToken cancellationToken) =>
        RequestAsync(
            new PendingRequest<AckPacket>(PacketType.SubAck, static ack => ack),
            id => Send(writer => PacketEncoder.Subscribe(writer, options, id, _v5)),
            cancellationToken);

    public void Acknowledge(MqttApplicationMessageReceivedEventArgs message)
    {
        lock (_writeLock)
        {
            _writer.Begin();
            _writer.UInt16(message.PacketIdentifier);
            Write(_writer.Finish((byte)PacketType.PubAck << 4));
        }

        Interlocked.Decrement(ref _unacknowledged);
    }

    public void Disconnect(MqttClientDisconnectOptions options) =>
        Send(writer => _v5 ? PacketEncoder.Disconnect(writer, options) : (byte)((byte)PacketType.Disconnect << 4));

    /// <summary>
    /// Pings when nothing was sent, or nothing came, for the period; closes when nothing comes within half of it. MQTTnet looks at
    /// what was sent only: a client that always has something to send would never learn that nobody is there.
    /// </summary>
    public void KeepAlive(long nowMs)
    {
        var pingSentAt = Volatile.Read(ref _pingSentAt);
        if (Failure != null)
        {
            _channel.Close();
        }
        else if (_keepAliveMs > 0 && pingSentAt != 0 && nowMs - Math.Max(pingSentAt, _input.LastReadAt) > _keepAliveMs / 2)
        {
            Close(new MqttCommunicationTimedOutException());
        }
        else if (_keepAliveMs > 0 && pingSentAt == 0
            && nowMs - Math.Min(Volatile.Read(ref _lastSentAt), _input.LastReadAt) > _keepAliveMs)
        {
            Volatile.Write(ref _pingSentAt, nowMs);
            TryPing();
        }
    }

    private static ReadOnlySpan<byte> Ping => [(byte)PacketType.PingReq << 4, 0];

    // A connection that takes no bytes must not hold up the pings of the others: it counts as unanswered.
    private void TryPing()
    {
        if (!_writeLock.TryEnter())
        {
            return;
        }

        try
        {
            if (_channel.CanWriteNow)
            {
                Write(Ping);
            }
        }
        catch (Exception exception) when (exception is MqttCommunicationException or ObjectDisposedException)
        {
            _owner.OnOddity("The keep-alive ping could not be sent.", exception);
        }
        finally
        {
            _writeLock.Exit();
        }
    }

    // Whoever ends a request takes it off the list, so that its task can be handed out as it is.
    private Task<T> RequestAsync<T>(PendingRequest<T> request, Action<ushort> write, CancellationToken cancellationToken)
    {
        try
        {
            _pending.Add(request);
            write(request.Id);
        }
        catch (Exception exception)
        {
            _pending.Remove(request);
            request.Fail(exception);
        }

        return cancellationToken.CanBeCanceled ? CancellableAsync(request, cancellationToken) : request.Answer;
    }

    private async Task<T> CancellableAsync<T>(PendingRequest<T> request, CancellationToken cancellationToken)
    {
        try
        {
            using (cancellationToken.UnsafeRegister(
                static state => ((PendingRequest)state).Fail(new MqttCommunicationTimedOutException()), request))
            {
                return await request.Answer.ConfigureAwait(false);
            }
        }
        finally
        {
            _pending.Remove(request);
        }
    }

    private void Send(Func<PacketWriter, byte> encode)
    {
        lock (_writeLock)
        {
            _writer.Begin();
            Write(_writer.Finish(encode(_writer)));
        }
    }

    private void WritePublish(MqttApplicationMessage message, ushort id)
    {
        lock (_writeLock)
        {
            _writer.Begin();
            var first = PacketEncoder.Publish(_writer, message, id, _v5);
            if (message.Payload.Length <= JoinedPayload)
            {
                foreach (var segment in message.Payload)
                {
                    _writer.Raw(segment.Span);
                }

                Write(_writer.Finish(first));
                return;
            }

            Write(_writer.Finish(first, message.Payload.Length));
            foreach (var segment in message.Payload)
            {
                Write(segment.Span);
            }
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Volatile.Write(ref _lastSentAt, Environment.TickCount64);
            _channel.Stream.Write(bytes);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException
            or InvalidOperationException)
        {
            // Part of a packet may be on the wire: nothing can follow it. What the broker said last is still read,
            // unless it is the broker that hangs.
            var cause = Wrap(exception);
            Blame(cause);
            var code = (cause.InnerException as SocketException)?.SocketErrorCode;
            if (code is SocketError.TimedOut or SocketError.WouldBlock)
            {
                _channel.Close();
            }

            throw new MqttCommunicationException(cause.Message, exception);
        }
    }
}
