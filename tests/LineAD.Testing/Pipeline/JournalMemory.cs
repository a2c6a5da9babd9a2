using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;

namespace LineAD.Testing.Pipeline;

/// <summary>The rows and counts behind <see cref="InMemoryJournal"/>.</summary>
internal sealed class JournalMemory
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _written = [];
    private readonly Dictionary<long, FrameReceived> _frames = [];
    private readonly Dictionary<ulong, PartOpened> _open = [];
    private readonly Dictionary<ulong, (PartDecided Entry, PartOutcome Outcome)> _decisions = [];
    private readonly Dictionary<(StationKey? Station, bool Simulated), Counts> _counts = [];
    private ushort _epoch;

    public IReadOnlyList<JournalEntry> Written()
    {
        lock (_gate)
        {
            return [.. _written];
        }
    }

    public Decision? DecisionOf(ulong id)
    {
        lock (_gate)
        {
            return _decisions.TryGetValue(id, out var row) ? row.Entry.Decision : null;
        }
    }

    public JournalRecovery Recover()
    {
        lock (_gate)
        {
            foreach (var frame in _frames.Values.ToArray())
            {
                End(new FrameEnded
                {
                    Station = frame.Station,
                    Simulated = frame.Simulated,
                    FrameNumber = frame.FrameNumber,
                    State = FrameState.Dropped,
                    Reason = DropReason.Restart.ToSnakeCase(),
                });
            }

            return new JournalRecovery
            {
                Epoch = ++_epoch,
                Decisions =
                [
                    .. _decisions.Values.Select(
                        d => new RecoveredDecision(d.Entry.Decision, d.Entry.CutOff, d.Outcome)),
                ],
                OpenParts = [.. _open.Values],
            };
        }
    }

    public void Apply(JournalEntry entry)
    {
        lock (_gate)
        {
            _written.Add(entry);
            var counts = Of(entry);
            switch (entry)
            {
                case FrameReceived frame:
                    _frames.Add(frame.FrameNumber, frame);
                    counts.Received++;
                    break;
                case FrameEnded frame:
                    End(frame);
                    break;
                case PartOpened part when _open.TryAdd(part.Id, part):
                    counts.Opened++;
                    break;
                case PartOpened part when _open[part.Id].CutOff > part.CutOff:
                    _open[part.Id] = part;
                    break;
                case PartDecided part when _decisions.TryAdd(part.Decision.Id, (part, PartOutcome.Pending)):
                    _open.Remove(part.Decision.Id);
                    Increment(counts.Decided, (part.Decision.Verdict, part.Decision.Basis));
                    break;
                case PartClosed part:
                    Close(part, counts);
                    break;
            }
        }
    }

    public IReadOnlyList<StationBooks> ReadBooks()
    {
        lock (_gate)
        {
            return [.. _counts.Select(c => ToBooks(c.Key, c.Value))];
        }
    }

    private static void Increment<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private void Close(PartClosed part, Counts counts)
    {
        if (_decisions.TryGetValue(part.Id, out var row) && row.Outcome == PartOutcome.Pending)
        {
            _decisions[part.Id] = (row.Entry, part.Outcome);
            Increment(counts.Closed, (part.Outcome, part.AuditReason?.ToSnakeCase() ?? ""));
        }

        foreach (var frame in part.Frames)
        {
            End(frame);
        }
    }

    private void End(FrameEnded frame)
    {
        if (_frames.Remove(frame.FrameNumber, out var received))
        {
            if (received.Station != frame.Station || received.Simulated != frame.Simulated)
            {
                throw new InvalidOperationException("A frame ends in other books than it was received in.");
            }

            Increment(Of(frame).Ended, (frame.State, frame.Reason));
        }
    }

    private Counts Of(JournalEntry entry)
    {
        var key = (entry.Station, entry.Simulated);
        if (!_counts.TryGetValue(key, out var counts))
        {
            _counts[key] = counts = new Counts();
        }

        return counts;
    }

    private StationBooks ToBooks((StationKey? Station, bool Simulated) key, Counts counts)
    {
        var pending = _decisions.Values.Count(
            d => d.Outcome == PartOutcome.Pending
                && d.Entry.Station == key.Station
                && d.Entry.Simulated == key.Simulated);
        var closed = new Dictionary<(PartOutcome, string), long>(counts.Closed);
        if (pending > 0)
        {
            closed[(PartOutcome.Pending, "")] = pending;
        }

        return new StationBooks
        {
            Station = key.Station,
            Simulated = key.Simulated,
            FramesReceived = counts.Received,
            FramesEnded = new Dictionary<(FrameState, string), long>(counts.Ended),
            FramesInFlight = _frames.Values.Count(f => f.Station == key.Station && f.Simulated == key.Simulated),
            PartsOpened = counts.Opened,
            PartsInFlight = _open.Values.Count(p => p.Station == key.Station && p.Simulated == key.Simulated),
            PartsDecided = new Dictionary<(Verdict, Basis), long>(counts.Decided),
            PartsClosed = closed,
        };
    }

    private sealed class Counts
    {
        public long Received { get; set; }

        public long Opened { get; set; }

        public Dictionary<(FrameState, string), long> Ended { get; } = [];

        public Dictionary<(Verdict, Basis), long> Decided { get; } = [];

        public Dictionary<(PartOutcome, string), long> Closed { get; } = [];
    }
}
