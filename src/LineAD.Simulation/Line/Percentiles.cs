namespace LineAD.Simulation.Line;

/// <summary>Latency percentiles in milliseconds; the k-th smallest value, k = ceil(q n), never interpolated.</summary>
/// <param name="P50">Median.</param>
/// <param name="P99">99 %.</param>
/// <param name="P999">99.9 %.</param>
/// <param name="Max">Largest.</param>
public sealed record Percentiles(double P50, double P99, double P999, double Max)
{
    /// <summary>Of <paramref name="milliseconds"/>; all zero when it is empty.</summary>
    public static Percentiles Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0
            ? new Percentiles(0, 0, 0, 0)
            : new Percentiles(At(sorted, 0.5), At(sorted, 0.99), At(sorted, 0.999), sorted[^1]);
    }

    private static double At(double[] sorted, double quantile)
    {
        var index = (int)Math.Ceiling(quantile * sorted.Length) - 1;
        return Math.Round(sorted[Math.Clamp(index, 0, sorted.Length - 1)], 3);
    }
}
