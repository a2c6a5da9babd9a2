using MQTTnet.Exceptions;

namespace MQTTnet.Wire;

internal sealed partial class MqttConnection
{
    private const int MaximumControlPacket = 1024 * 1024;

    private ReceiveBuffer _input;
    private int _unacknowledged;

    private void ReceiveUntilClosed()
    {
        try
        {
            while (true)
            {
                Receive();
            }
        }
        catch (EndOfStreamException)
        {
            // The broker closed without a word; MQTT 3.1.1 knows no other way.
        }
        catch (MqttProtocolViolationException violation)
        {
            Complain(violation);
        }
        catch (DisconnectedException)
        {
            // ServerDisconnect says why.
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException
            or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            Close(Wrap(exception));
        }
    }

    private void Receive()
    {
        var (type, flags, length) = ReadFixedHeader();
        switch (type)
        {
            case PacketType.Publish:
                ReceivePublish(flags, length);
                break;
            case PacketType.PubAck or PacketType.SubAck:
                var ack = PacketDecoder.Ack(type, TakeBody(length), _v5);
                if (!_pending.Complete(ack))
                {
                    _owner.OnOddity($"{type} {ack.PacketIdentifier} answers nothing; its request was given up.", null);
                }

                break;
            case PacketType.PingResp when length == 0:
                Volatile.Write(ref _pingSentAt, 0);
                break;
            case PacketType.Disconnect when _v5:
                ServerDisconnect = PacketDecoder.Disconnect(TakeBody(length));
                throw new DisconnectedException();
            default:
                throw new MqttProtocolViolationException($"Received packet '{type}' at an unexpected time.");
        }
    }

    private void ReceivePublish(int flags, int length)
    {
        var message = PublishDecoder.Read(_input, flags, length, _v5, out var id);
        // Not Receive Maximum: mosquitto 2.0 sends more than that after an acknowledgement, and MQTTnet lets it.
        if (id != 0 && Interlocked.Increment(ref _unacknowledged) > ushort.MaxValue)
        {
            throw new MqttProtocolViolationException("The broker sent more messages than there are identifiers.");
        }

        _owner.OnMessage(this, message, id);
    }

    private (PacketType Type, int Flags, int Length) ReadFixedHeader()
    {
        var first = _input.Peek(1)[0];
        var length = 0;
        for (var i = 1; ; i++)
        {
            var next = _input.Peek(i + 1)[i];
            length |= (next & 127) << (7 * (i - 1));
            if (next < 128)
            {
                _input.Skip(i + 1);
                CheckLength((PacketType)(first >> 4), length + i + 1);
                return ((PacketType)(first >> 4), first & 15, length);
            }

            if (i == 4)
            {
                throw new MqttProtocolViolationException("Remaining length is invalid.");
            }
        }
    }

    private void CheckLength(PacketType type, int length)
    {
        var limit = _options.MaximumPacketSize == 0 ? int.MaxValue : _options.MaximumPacketSize;
        limit = type == PacketType.Publish ? limit : Math.Min(limit, MaximumControlPacket);
        if (length > limit)
        {
            throw new MqttProtocolViolationException($"A {type} of {length} bytes came; the limit is {limit}.");
        }
    }

    private ReadOnlySpan<byte> TakeBody(int length)
    {
        var body = _input.Peek(length);
        _input.Skip(length);
        return body;
    }

    private void Complain(MqttProtocolViolationException violation)
    {
        Blame(violation);
        try
        {
            if (_v5)
            {
                Disconnect(new() { Reason = MqttClientDisconnectOptionsReason.ProtocolError });
            }
        }
        catch (MqttCommunicationException exception)
        {
            _owner.OnOddity("The broker could not be told about its protocol violation.", exception);
        }
    }
}
