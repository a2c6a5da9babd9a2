namespace Prometheus;

/// <summary>A metric that counts observations by bucket.</summary>
public sealed class Histogram : Collector<Histogram.Child>, IHistogram
{
    private static readonly double[] DefaultBuckets =
        [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10];

    private readonly double[] _bounds;

    internal Histogram(
        string name, string help, string[] labelNames, bool suppressInitialValue, double[]? buckets)
        : base(name, help, labelNames, suppressInitialValue)
    {
        _bounds = buckets ?? DefaultBuckets;
        if (_bounds.Length == 0)
        {
            throw new ArgumentException("Histogram must have at least one bucket", nameof(buckets));
        }

        if (!double.IsPositiveInfinity(_bounds[^1]))
        {
            _bounds = [.. _bounds, double.PositiveInfinity];
        }

        for (var i = 1; i < _bounds.Length; i++)
        {
            if (_bounds[i] <= _bounds[i - 1])
            {
                throw new ArgumentException("Bucket values must be increasing", nameof(buckets));
            }
        }
    }

    public double Sum => Unlabelled.Sum;

    public long Count => Unlabelled.Count;

    private protected override string TypeName => "histogram";

    public void Observe(double val) => Unlabelled.Observe(val, 1);

    public void Observe(double val, long count) => Unlabelled.Observe(val, count);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override bool IsReserved(string label) => label == "le";

    private protected override Child NewChild(string labels, bool isPublished) =>
        new(Name, labels, isPublished, _bounds);

    /// <summary>One family of bucket series.</summary>
    public sealed class Child : ChildBase, IHistogram
    {
        private readonly string _name;
        private readonly double[] _bounds;
        private readonly long[] _counts;
        private AtomicDouble _sum;

        internal Child(string name, string labels, bool isPublished, double[] bounds)
            : base(labels, isPublished)
        {
            _name = name;
            _bounds = bounds;
            _counts = new long[bounds.Length];
        }

        public double Sum => _sum.Value;

        public long Count
        {
            get
            {
                var total = 0L;
                for (var i = 0; i < _counts.Length; i++)
                {
                    total += Interlocked.Read(ref _counts[i]);
                }

                return total;
            }
        }

        public void Observe(double val) => Observe(val, 1);

        public void Observe(double val, long count)
        {
            if (double.IsNaN(val))
            {
                return;
            }

            // Found: that bound itself is included; not found: the complement is the first greater one.
            var at = Array.BinarySearch(_bounds, val);
            Interlocked.Add(ref _counts[at < 0 ? ~at : at], count);
            _sum.Add(val * count);
            Publish();
        }

        internal override void Write(ExpositionWriter writer)
        {
            var total = 0L;
            for (var i = 0; i < _bounds.Length; i++)
            {
                total += Interlocked.Read(ref _counts[i]);
                writer.Sample(_name, "_bucket", Labels, writer.Bound(_bounds[i]), total);
            }

            writer.Sample(_name, "_sum", Labels, "", Sum);
            writer.Sample(_name, "_count", Labels, "", total);
        }
    }
}
