using LineAD.Core.Wire;
using LineAD.Simulation.Line;

namespace LineAD.Simulation.Plc;

/// <summary>What the gate saw, counted.</summary>
public sealed record GateSummary
{
    /// <summary>Parts with a decision.</summary>
    public required int Decisions { get; init; }

    /// <summary>Parts without one.</summary>
    public required int Silent { get; init; }

    /// <summary>Passes.</summary>
    public required int Pass { get; init; }

    /// <summary>Rejects.</summary>
    public required int Reject { get; init; }

    /// <summary>Reviews; apart, and counted as not right.</summary>
    public required int Review { get; init; }

    /// <summary>Decisions on basis late_policy.</summary>
    public required int Late { get; init; }

    /// <summary>Repeated arrivals.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Parts whose repetitions did not agree.</summary>
    public required int Contradicted { get; init; }

    /// <summary>Defective and rejected.</summary>
    public required int TruePositive { get; init; }

    /// <summary>Good and rejected.</summary>
    public required int FalsePositive { get; init; }

    /// <summary>Good and passed.</summary>
    public required int TrueNegative { get; init; }

    /// <summary>Defective and passed: an escape.</summary>
    public required int FalseNegative { get; init; }

    /// <summary>From sending a part's first frame to its decision at the subscriber, milliseconds.</summary>
    public required Percentiles LatencyMs { get; init; }

    /// <summary>Share of all parts that were judged right, 0 to 1.</summary>
    public double Right => Decisions + Silent == 0 ? 0 : (double)(TruePositive + TrueNegative) / (Decisions + Silent);

    /// <summary>Counts <paramref name="records"/>.</summary>
    public static GateSummary Of(IReadOnlyList<GateRecord> records, TimeProvider time)
    {
        var decided = records.Where(r => r.ArrivedTimestamp != 0).ToArray();
        int Count(Func<GateRecord, bool> of) => decided.Count(of);
        return new GateSummary
        {
            Decisions = decided.Length,
            Silent = records.Count - decided.Length,
            Pass = Count(r => r.Verdict == Verdict.Pass),
            Reject = Count(r => r.Verdict == Verdict.Reject),
            Review = Count(r => r.Verdict == Verdict.Review),
            Late = Count(r => r.Basis == Basis.LatePolicy),
            Duplicates = decided.Sum(r => r.Repeats),
            Contradicted = Count(r => r.Contradicted),
            TruePositive = Count(r => r.Sent!.Part.Defective && r.Verdict == Verdict.Reject),
            FalsePositive = Count(r => !r.Sent!.Part.Defective && r.Verdict == Verdict.Reject),
            TrueNegative = Count(r => !r.Sent!.Part.Defective && r.Verdict == Verdict.Pass),
            FalseNegative = Count(r => r.Sent!.Part.Defective && r.Verdict == Verdict.Pass),
            LatencyMs = Percentiles.Of(
                decided.Select(r => time.GetElapsedTime(r.Sent!.SentTimestamp, r.ArrivedTimestamp).TotalMilliseconds)),
        };
    }
}
