namespace LineAD.Transport.Kafka.Decisions;

/// <summary>Decisions that wait for a broker, oldest first, and those handed to the client library. Thread-safe, bounded.</summary>
internal sealed class InFlightDecisions(TimeProvider time)
{
    /// <summary>Most decisions waiting; a new one over it ends the oldest.</summary>
    public const int Capacity = 4096;

    private readonly LinkedList<DecisionAttempt> _waiting = new();
    private readonly HashSet<DecisionAttempt> _sent = [];
    private readonly Lock _gate = new();

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0 && _sent.Count == 0;
            }
        }
    }

    public bool IsLate(DecisionAttempt attempt) => time.GetTimestamp() >= attempt.Publication.CutOffTimestamp;

    /// <summary>Queues an attempt: a new one last, a failed one first.</summary>
    public void Wait(DecisionAttempt attempt, bool isFirst = false)
    {
        DecisionAttempt? displaced = null;
        lock (_gate)
        {
            _sent.Remove(attempt);
            _ = attempt.WasSent || isFirst ? _waiting.AddFirst(attempt) : _waiting.AddLast(attempt);
            if (_waiting.Count > Capacity)
            {
                displaced = _waiting.First!.Value;
                _waiting.RemoveFirst();
            }
        }

        displaced?.FinishLate();
    }

    /// <summary>The next one to be sent; those past their cut-off end here.</summary>
    public DecisionAttempt? TakeNext()
    {
        while (true)
        {
            DecisionAttempt attempt;
            lock (_gate)
            {
                if (_waiting.First is not { } first)
                {
                    return null;
                }

                attempt = first.Value;
                _waiting.RemoveFirst();
                if (!IsLate(attempt))
                {
                    return attempt;
                }
            }

            attempt.FinishLate();
        }
    }

    /// <summary>It is being handed to the client library.</summary>
    public void Sent(DecisionAttempt attempt)
    {
        lock (_gate)
        {
            _sent.Add(attempt);
        }
    }

    /// <summary>It has its answer.</summary>
    public void Remove(DecisionAttempt attempt)
    {
        lock (_gate)
        {
            _sent.Remove(attempt);
        }
    }

    /// <summary>Ends what waits past its cut-off.</summary>
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

        ended?.ForEach(attempt => attempt.FinishLate());
    }

    /// <summary>How many were sent and have no answer at their deadline.</summary>
    public int Overdue()
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            return _sent.Count(a => now >= a.Publication.DeadlineTimestamp);
        }
    }

    /// <summary>Takes out all that were sent and have no answer, oldest cut-off last, to be queued again.</summary>
    public List<DecisionAttempt> TakeSent()
    {
        lock (_gate)
        {
            List<DecisionAttempt> sent = [.. _sent.OrderByDescending(a => a.Publication.CutOffTimestamp)];
            _sent.Clear();
            return sent;
        }
    }

    /// <summary>Takes out everything.</summary>
    public List<DecisionAttempt> TakeAll()
    {
        var all = TakeSent();
        lock (_gate)
        {
            all.AddRange(_waiting);
            _waiting.Clear();
            return all;
        }
    }
}
