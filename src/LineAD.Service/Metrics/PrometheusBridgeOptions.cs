using System.Diagnostics.Metrics;

namespace LineAD.Service.Metrics;

/// <summary>What the bridge exports.</summary>
public sealed class PrometheusBridgeOptions
{
    /// <summary>
    /// Most series of one instrument; further ones are folded into one labelled <c>other</c>. Default 2000.
    /// </summary>
    public int MaxSeriesPerInstrument { get; init; } = 2_000;

    /// <summary>Which meters are exported. Default: LineAD's own and the .NET runtime's.</summary>
    public Func<Meter, bool> MeterFilter { get; init; } = meter =>
        meter.Name.StartsWith("LineAD", StringComparison.Ordinal) || meter.Name == "System.Runtime";

    /// <summary>
    /// Upper bounds of histograms that advise none of their own, placed around the deadlines of a line, seconds.
    /// </summary>
    public IReadOnlyList<double> DefaultBuckets { get; init; } =
    [
        0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5,
        1, 2.5,
    ];
}
