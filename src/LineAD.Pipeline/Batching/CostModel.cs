using LineAD.Core.Scoring;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Batching;

/// <summary>
/// What a batch of a shape costs on a group: a high quantile of the last measured calls, the warm-up's measurement
/// until there are some. Ticks. Not thread-safe.
/// </summary>
internal sealed class CostModel(MonotonicClock clock)
{
    private const int Remembered = 64;

    /// <summary>Three of the last 64 calls were slower than what a batch is planned with.</summary>
    private const double Quantile = 0.95;

    private readonly Dictionary<(string Group, int Shape), Samples> _costs = [];

    public long Cost(ITeacherGroup group, int shape)
    {
        var key = (group.Key, shape);
        if (!_costs.TryGetValue(key, out var samples))
        {
            var seed = group.WarmUpSeconds(shape);
            samples = new Samples(double.IsFinite(seed) && seed > 0 ? clock.TicksOfSeconds(seed) : 0);
            _costs[key] = samples;
        }

        return samples.High;
    }

    public void Record(ITeacherGroup group, int shape, long ticks)
    {
        _ = Cost(group, shape);
        _costs[(group.Key, shape)].Add(ticks);
    }

    /// <summary>
    /// Nothing was tried because of this estimate: believe it a little less, so that one slow spell cannot keep the
    /// device idle for ever.
    /// </summary>
    public void Doubt(ITeacherGroup group, int shape)
    {
        _ = Cost(group, shape);
        _costs[(group.Key, shape)].Doubt();
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
            High = seed;
            _count = _next = seed > 0 ? SeedCalls : 0;
            _ring.AsSpan(0, _count).Fill(seed);
        }

        public long High { get; private set; }

        public void Doubt() => High -= High >> 3;

        public void Add(long ticks)
        {
            _ring[_next] = ticks;
            _next = (_next + 1) % Remembered;
            _count = Math.Min(_count + 1, Remembered);
            Span<long> sorted = stackalloc long[Remembered];
            sorted = sorted[.._count];
            _ring.AsSpan(0, _count).CopyTo(sorted);
            sorted.Sort();
            High = sorted[Math.Min(_count - 1, (int)Math.Ceiling(Quantile * _count) - 1)];
        }
    }
}
