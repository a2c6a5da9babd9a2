using LineAD.Core.Contracts;

namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Decisions that wait for a connection or for credit, oldest first, and the credit of the connection: how many
/// messages may be sent and not acknowledged. The credit keeps what is in flight below the send buffer, so that a write
/// never blocks. What would come to the gate after its deadline, as slow as the broker answers, stays here. Thread-safe.
/// </summary>
internal sealed class DecisionOutbox(PoolPulse pulse, TimeProvider time)
{
    /// <summary>Most decisions kept; a new one over it ends the oldest.</summary>
    public const int Capacity = 4096;

    // About 450 bytes each on the wire: 128 are 57 KiB, a quarter of the send buffer.
    private const int MostCredit = 128;
    private const int Ways = 2;

    private readonly LinkedList<DecisionAttempt> _waiting = new();
    private readonly DeliveryGuard _guard = new();
    private readonly Lock _gate = new();
    private int _credit;
    private int _epoch;
    private bool _open;
    private bool _halted;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>A connection stands; <paramref name="receiveMaximum"/> is what the broker takes at once.</summary>
    public void Open(int receiveMaximum)
    {
        lock (_gate)
        {
            _epoch++;
            _credit = Math.Min(receiveMaximum, MostCredit);
            _guard.Reset();
            _open = !_halted;
        }
    }

    public void Close() => Close(Volatile.Read(ref _epoch));

    /// <summary>Sends nothing more over the connection of that number: it is broken.</summary>
    public void Close(int epoch)
    {
        lock (_gate)
        {
            _open = _open && epoch != _epoch;
        }
    }

    /// <summary>Nothing is sent any more, now or later: what waits is refused.</summary>
    public void Halt()
    {
        DecisionAttempt[] waiting;
        lock (_gate)
        {
            _halted = true;
            _open = false;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        Array.ForEach(waiting, attempt => attempt.Finish(PublishOutcome.Refused));
    }

    /// <summary>Queues an attempt: a new one last, one whose connection broke first.</summary>
    public void Add(DecisionAttempt attempt)
    {
        DecisionAttempt? displaced = null;
        lock (_gate)
        {
            if (_halted)
            {
                displaced = attempt;
            }
            else if (attempt.WasSent)
            {
                _waiting.AddFirst(attempt);
            }
            else
            {
                attempt.Waited = _waiting.Count > 0;
                _waiting.AddLast(attempt);
            }

            if (_waiting.Count > Capacity)
            {
                displaced = _waiting.First!.Value;
                _waiting.RemoveFirst();
            }
        }

        displaced?.Finish(_halted ? PublishOutcome.Refused : Late(displaced));
    }

    /// <summary>The next attempt that may be sent now, with its credit taken; those past their cut-off end here.</summary>
    public DecisionAttempt? TakeNext()
    {
        while (true)
        {
            DecisionAttempt attempt;
            bool late;
            lock (_gate)
            {
                if (!_open || _waiting.First is not { } first)
                {
                    return null;
                }

                attempt = first.Value;
                var now = time.GetTimestamp();
                late = now >= attempt.Publication.CutOffTimestamp;
                if (!late && (_credit < attempt.MessageCount || (pulse.IsRunning && !MayGo(attempt, now))))
                {
                    attempt.Waited = true;
                    return null;
                }

                _waiting.RemoveFirst();
                if (!late)
                {
                    _credit -= attempt.MessageCount;
                    attempt.Begin(_epoch, now);
                    _guard.Sent(attempt);
                    return attempt;
                }
            }

            attempt.Finish(Late(attempt));
        }
    }

    /// <summary>Gives the credit back; nothing when the connection it belonged to is gone.</summary>
    public void Return(DecisionAttempt attempt)
    {
        lock (_gate)
        {
            if (attempt.Epoch == _epoch)
            {
                _credit += attempt.MessageCount;
                _guard.Answered(attempt);
            }
        }
    }

    /// <summary>Ends what is past its cut-off.</summary>
    public void Sweep()
    {
        List<DecisionAttempt>? ended = null;
        lock (_gate)
        {
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (IsLate(node.Value))
                {
                    (ended ??= []).Add(node.Value);
                    _waiting.Remove(node);
                }

                node = next;
            }
        }

        ended?.ForEach(attempt => attempt.Finish(Late(attempt)));
    }

    /// <summary>Whether its cut-off has passed (law 2).</summary>
    public bool IsLate(DecisionAttempt attempt) => time.GetTimestamp() >= attempt.Publication.CutOffTimestamp;

    /// <summary>How an attempt past its cut-off ends: a part of it may have arrived when it was sent once.</summary>
    public static PublishOutcome Late(DecisionAttempt attempt) =>
        attempt.WasSent ? PublishOutcome.Unknown : PublishOutcome.TooLate;

    // An answer within two ways of a reserve each is what the station was set up for. Once it takes longer, or for what waited already
    // and so goes on the edge of what is known of the link, the queue must be gone by the cut-off: the reserve is for the way itself.
    private bool MayGo(DecisionAttempt attempt, long now)
    {
        var (cutOff, deadline) = (attempt.Publication.CutOffTimestamp, attempt.Publication.DeadlineTimestamp);
        return _guard.Allows(now, cutOff, tolerance: attempt.Waited ? 0 : Ways * (deadline - cutOff));
    }
}
