using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Publishing;

/// <summary>Makes decisions and their wire forms.</summary>
internal static class DecisionFactory
{
    /// <summary>
    /// The decision of <paramref name="part"/> as of <paramref name="now"/>, which becomes its slack.
    /// </summary>
    public static Decision Make(Part part, in Proposal proposal, long now, MonotonicClock clock) => new()
    {
        Inspection = part.Key,
        StationId = (ushort)part.Station.Options.StationId,
        Verdict = proposal.Verdict,
        Basis = proposal.Basis,
        Score = proposal.Score,
        SlackMs = (int)Math.Clamp(clock.Milliseconds(part.Deadline - now), 0, DecisionLimits.MaxSlackMs),
        Category = part.Category,
        ModelVersion = proposal.ModelVersion,
        Id = part.Id,
        Timestamp = clock.UtcNow,
        Simulated = part.Simulated,
    };

    /// <summary>
    /// What may be published of a decision that could not be journalled: no pass (law 4), and none whose score is no number, for
    /// the journal takes it at no later time either; so the fault policy in its place. Null when that says pass too.
    /// </summary>
    public static Decision? WithoutJournal(Decision decision, StationRuntime station)
    {
        if (decision.Verdict != Verdict.Pass && IsBookable(decision))
        {
            return decision;
        }

        return station.FaultPolicy == Verdict.Pass
            ? null
            : decision with
            {
                Verdict = station.FaultPolicy,
                Basis = Basis.FaultPolicy,
                Score = null,
                ModelVersion = 0,
            };
    }

    /// <summary>What the books can hold of a decision: all of it, but a score that is no number.</summary>
    public static Decision Bookable(Decision decision) => IsBookable(decision) ? decision : decision with { Score = null };

    public static DecisionPublication Publication(
        Decision decision, StationRuntime station, long cutOff, long deadline, bool repeated) => new()
        {
            Decision = decision,
            Repeated = repeated,
            Json = DecisionJson.Write(decision),
            Binary = DecisionRecord.Write(decision, repeated),
            IsRejectAtGate = decision.Verdict == Verdict.Reject
                || (decision.Verdict == Verdict.Review && station.ReviewIsReject),
            CutOffTimestamp = cutOff,
            DeadlineTimestamp = deadline,
        };

    private static bool IsBookable(Decision decision) => decision.Score is not { } score || double.IsFinite(score);
}
