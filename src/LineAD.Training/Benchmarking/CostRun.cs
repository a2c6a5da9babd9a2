namespace LineAD.Training.Benchmarking;

/// <summary>
/// Measures what inference costs for results that are there, all architectures in turn and in several rounds, so that one
/// state of the machine meets them all: what a run measured at its own end compares only with itself.
/// </summary>
public sealed class CostRun(TimeProvider time)
{
    private const int Rounds = 3;

    /// <summary>Seconds that each batch shape is tried in every round.</summary>
    public double CostSeconds { get; init; } = 2;

    /// <summary>Called with the architecture and its cost so far; may be null.</summary>
    public Action<string, InferenceCost>? Progress { get; init; }

    /// <summary>The results with costs measured now; the reference, which does not run in the service, is left out.</summary>
    public IReadOnlyList<BenchmarkResult> Measure(IEnumerable<BenchmarkResult> results)
    {
        var models = results.Where(result => !result.Case.IsReference).ToLookup(result => result.Case.Architecture);
        var costs = new Dictionary<string, InferenceCost>(StringComparer.Ordinal);
        var meter = new CostMeter(time, CostSeconds);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var model in models)
            {
                var cost = meter.Measure(model.First().Case);
                costs[model.Key] = costs.TryGetValue(model.Key, out var earlier) ? Least(earlier, cost) : cost;
                Progress?.Invoke(model.Key, costs[model.Key]);
            }
        }

        return [.. models.SelectMany(model => model.Select(result => result with { Cost = costs[model.Key] }))];
    }

    private static InferenceCost Least(InferenceCost a, InferenceCost b)
    {
        var faster = a.MsPerFrameOfEight <= b.MsPerFrameOfEight ? a : b;
        return faster with { MsPerFrameAlone = Math.Min(a.MsPerFrameAlone, b.MsPerFrameAlone) };
    }
}
