using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Recovery;

/// <summary>A decision of the last run, sent again at start because nobody knows what became of it.</summary>
internal sealed class RepublishedDecision(IJournal journal, DecidedInspection decided, StationRuntime station)
    : IDueItem
{
    private int _remaining;
    private int _failed;
    private int _closed;

    /// <summary>How many acknowledgements to wait for. Set before sending.</summary>
    public void Expect(int required) => _remaining = required;

    public void OnOutcome(PublishOutcome outcome)
    {
        if (outcome is not (PublishOutcome.Acknowledged or PublishOutcome.Unheard))
        {
            Interlocked.Exchange(ref _failed, 1);
        }

        if (Interlocked.Decrement(ref _remaining) == 0)
        {
            Close(Volatile.Read(ref _failed) == 0);
        }
    }

    public bool IsMoot => Volatile.Read(ref _closed) != 0;

    public void OnDue(long now) => Close(false);

    public void Close(bool published)
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            journal.TryAppend(Entry(station.Key, decided, published));
        }
    }

    public static PartClosed Entry(Core.Identity.StationKey station, DecidedInspection decided, bool published) => new()
    {
        Station = station,
        Simulated = decided.Decision.Simulated,
        Id = decided.Decision.Id,
        Outcome = published ? PartOutcome.Published : PartOutcome.AuditOnly,
        AuditReason = published ? null : AuditReason.Unconfirmed,
        Frames = [],
    };
}
