using MQTTnet.Exceptions;

namespace MQTTnet.Wire;

/// <summary>The requests of one connection that wait for an answer, by packet identifier: at most 65535.</summary>
internal sealed class PendingRequests
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, PendingRequest> _byId = [];
    private ushort _lastId;
    private Exception _failure;

    public void Add(PendingRequest request)
    {
        lock (_gate)
        {
            if (_failure != null)
            {
                throw _failure;
            }

            if (_byId.Count == ushort.MaxValue)
            {
                throw new MqttCommunicationException("All 65535 packet identifiers wait for an acknowledgement.");
            }

            do
            {
                _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
            }
            while (_byId.ContainsKey(_lastId));
            request.Id = _lastId;
            _byId[_lastId] = request;
        }
    }

    /// <summary>False when nothing waits for it: its request was given up before the answer came.</summary>
    public bool Complete(AckPacket ack)
    {
        PendingRequest request;
        lock (_gate)
        {
            if (!_byId.TryGetValue(ack.PacketIdentifier, out request) || request.Expected != ack.Type)
            {
                return false;
            }

            _byId.Remove(ack.PacketIdentifier);
        }

        request.Complete(ack);
        return true;
    }

    public void Remove(PendingRequest request)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(request.Id, out var current) && ReferenceEquals(current, request))
            {
                _byId.Remove(request.Id);
            }
        }
    }

    public void FailAll(Exception exception)
    {
        PendingRequest[] requests;
        lock (_gate)
        {
            _failure ??= exception;
            requests = [.. _byId.Values];
            _byId.Clear();
        }

        foreach (var request in requests)
        {
            request.Fail(exception);
        }
    }
}
