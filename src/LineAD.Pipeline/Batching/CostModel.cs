using LineAD.Core.Scoring;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Batching;

/// <summary>
/// What a batch of a shape costs on a group: quantiles of the last measured calls, the warm-up's measurement until there
/// are some. A promise is made on the high one; a part is given up on the median one, for a slow tail of the machine must not
/// cost parts that would most likely make it. Ticks. Not thread-safe.
/// </summary>
internal sealed class CostModel(MonotonicClock clock)
{
    private const int Remembered = 64;

    /// <summary>Three of the last 64 calls were slower than what a batch is planned with.</summary>
    private const double HighQuantile = 0.95;

    private const double TypicalQuantile = 0.5;

    private readonly Dictionary<(string Group, int Shape), Samples> _costs = [];

    /// <summary>What a batch is planned with: nearly all calls take no longer.</summary>
    public long Cost(ITeacherGroup group, int shape) => Of(group, shape).High;

    /// <summary>The median call.</summary>
    public long Typical(ITeacherGroup group, int shape) => Of(group, shape).Typical;

    /// <summary>The share of calls that took no longer than <paramref name="ticks"/>, 0 to 1.</summary>
    public double ShareWithin(ITeacherGroup group, int shape, long ticks) => Of(group, shape).ShareWithin(ticks);

    public void Record(ITeacherGroup group, int shape, long ticks) => Of(group, shape).Add(ticks);

    /// <summary>
    /// Nothing was tried because of this estimate: believe it a little less, so that one slow spell cannot keep the
    /// device idle for ever.
    /// </summary>
    public void Doubt(ITeacherGroup group, int shape) => Of(group, shape).Doubt();

    private Samples Of(ITeacherGroup group, int shape)
    {
        var key = (group.Key, shape);
        if (!_costs.TryGetValue(key, out var samples))
        {
            var seed = group.WarmUpSeconds(shape);
            samples = new Samples(double.IsFinite(seed) && seed > 0 ? clock.TicksOfSeconds(seed) : 0);
            _costs[key] = samples;
        }

        return samples;
    }

    private sealed class Samples
    {
        /// <summary>The warm-up counts as so many calls: enough that one slow call among them does not rule.</summary>
        private const int SeedCalls = 20;

        private readonly long[] _ring = new long[Remembered];
        private int _count;
        private int _next;

        public Samples(long seed)
        {
            High = Typical = seed;
            _count = _next = seed > 0 ? SeedCalls : 0;
            _ring.AsSpan(0, _count).Fill(seed);
        }

        public long High { get; private set; }

        public long Typical { get; private set; }

        public void Doubt()
        {
            High -= High >> 3;
            Typical -= Typical >> 3;
        }

        public void Add(long ticks)
        {
            _ring[_next] = ticks;
            _next = (_next + 1) % Remembered;
            _count = Math.Min(_count + 1, Remembered);
            Span<long> sorted = stackalloc long[Remembered];
            sorted = sorted[.._count];
            _ring.AsSpan(0, _count).CopyTo(sorted);
            sorted.Sort();
            (High, Typical) = (At(sorted, HighQuantile), At(sorted, TypicalQuantile));
        }

        /// <summary>Laplace's rule: a call that was never seen is not impossible, and one that was always fast not certain.</summary>
        public double ShareWithin(long ticks)
        {
            var within = 0;
            for (var i = 0; i < _count; i++)
            {
                within += _ring[i] <= ticks ? 1 : 0;
            }

            return (within + 1.0) / (_count + 2.0);
        }

        private static long At(ReadOnlySpan<long> sorted, double quantile) =>
            sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(quantile * sorted.Length) - 1)];
    }
}
