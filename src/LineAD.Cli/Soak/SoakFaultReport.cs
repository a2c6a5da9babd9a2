using LineAD.Core.Wire;
using LineAD.Simulation.Line;

namespace LineAD.Cli.Soak;

/// <summary>One kind of fault in the report.</summary>
/// <param name="Count">How often it was made.</param>
/// <param name="Parts">Parts sent from its beginning to the recovery.</param>
/// <param name="ByModel">Of them, those decided by model.</param>
/// <param name="ByPolicy">Those decided by policy.</param>
/// <param name="Silent">Those without a decision at the gate.</param>
/// <param name="LatencyMs">From sending to the gate.</param>
/// <param name="LongestSeconds">From its beginning to the recovery, the longest.</param>
internal sealed record SoakFaultReport(
    int Count, int Parts, int ByModel, int ByPolicy, int Silent, Percentiles LatencyMs, double LongestSeconds)
{
    public static SoakFaultReport Of(
        IReadOnlyList<SoakPart> parts, IReadOnlyList<SoakWindow> windows, SoakAccount account, TimeProvider time) => new(
            windows.Count,
            parts.Count,
            parts.Count(p => p.HasArrived && p.Gate.Basis == Basis.Model),
            parts.Count(p => p.HasArrived && p.Gate.Basis != Basis.Model),
            parts.Count(p => !p.HasArrived),
            account.Latency(parts),
            windows.Count == 0 ? 0 : Math.Round(windows.Max(w => time.GetElapsedTime(w.Began, w.Recovered).TotalSeconds), 1));
}
