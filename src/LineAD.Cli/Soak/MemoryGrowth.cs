namespace LineAD.Cli.Soak;

/// <summary>
/// Growth of resident memory within the longest life of one process: the median of its last fifth over the median of the fifth
/// after the warm-up, minus 1. A restart begins a new life, so lives are not compared with each other.
/// </summary>
/// <param name="Growth">Ratio; 0.05 is 5 %.</param>
/// <param name="LifeSeconds">Length of that life.</param>
/// <param name="WarmUpSeconds">How much of it is left out: a quarter, at most 120 s.</param>
/// <param name="FromBytes">Median after the warm-up.</param>
/// <param name="ToBytes">Median at the end.</param>
internal sealed record MemoryGrowth(double Growth, double LifeSeconds, double WarmUpSeconds, long FromBytes, long ToBytes)
{
    private const double MostWarmUpSeconds = 120;
    private const int LeastSamples = 10;

    /// <summary>Of <paramref name="samples"/>; all zero when no life has 10 of them after its warm-up.</summary>
    public static MemoryGrowth Of(IReadOnlyList<ProcessSample> samples)
    {
        var life = samples.GroupBy(s => s.ProcessId).MaxBy(l => l.Count())?.OrderBy(s => s.Seconds).ToArray() ?? [];
        var length = life.Length == 0 ? 0 : life[^1].Seconds;
        var warmUp = Math.Min(length / 4, MostWarmUpSeconds);
        var warm = life.Where(s => s.Seconds >= warmUp).Select(s => s.ResidentBytes).ToArray();
        if (warm.Length < LeastSamples)
        {
            return new MemoryGrowth(0, length, warmUp, 0, 0);
        }

        var fifth = warm.Length / 5;
        var (from, to) = (Median(warm[..fifth]), Median(warm[^fifth..]));
        return new MemoryGrowth(Math.Round(((double)to / from) - 1, 4), Math.Round(length), Math.Round(warmUp), from, to);
    }

    private static long Median(long[] values) => values.Order().ElementAt(values.Length / 2);
}
