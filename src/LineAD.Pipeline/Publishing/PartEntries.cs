using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Publishing;

/// <summary>A part's journal entries.</summary>
internal static class PartEntries
{
    public static PartOpened Opened(Part part, MonotonicClock clock, Action<bool>? written = null) => new()
    {
        Station = part.Station.Key,
        Simulated = part.Simulated,
        Inspection = part.Key,
        Id = part.Id,
        Category = part.Category,
        CutOff = clock.ToUtc(part.CutOff),
        Written = written,
    };

    public static PartDecided Decided(
        Part part, Decision decision, MonotonicClock clock, Action<bool>? written, bool moreFollow = false) => new()
        {
            Station = part.Station.Key,
            Simulated = part.Simulated,
            Decision = decision,
            CutOff = clock.ToUtc(part.CutOff),
            MoreFollow = moreFollow,
            Written = written,
        };

    public static PartClosed Closed(
        Part part,
        PartOutcome outcome,
        AuditReason? reason,
        IReadOnlyList<FrameEnded> frames,
        Action<bool>? written) => new()
        {
            Station = part.Station.Key,
            Simulated = part.Simulated,
            Id = part.Id,
            Outcome = outcome,
            AuditReason = reason,
            Frames = frames,
            Written = written,
        };
}
