namespace LineAD.Pipeline.Intake;

/// <summary>
/// Maps a source's capture times to the local monotonic clock: by the smallest (receipt − time) of the last ten
/// minutes, so that the clocks need not agree. A step of the source's clock forgets the past; the frame that shows it
/// counts from its receipt. All values in milliseconds. Not thread-safe.
/// </summary>
internal sealed class SourceClock
{
    private const double BucketMs = 60_000;
    private const int Buckets = 10;

    /// <summary>A change larger than this between two frames is a step, not jitter of the network or order.</summary>
    private const double StepMs = 250;

    private readonly double[] _minimum = new double[Buckets];
    private readonly long[] _bucket = new long[Buckets];
    private double _lastTimeMs = double.NaN;

    public SourceClock() => Forget();

    /// <summary>Receipt of the last frame.</summary>
    public double LastReceiptMs { get; private set; } = double.NegativeInfinity;

    /// <summary>
    /// The local time of capture, or null when it cannot be told: a frame of unknown age, and no fresh frame of this
    /// source within the last ten minutes to compare it with.
    /// </summary>
    /// <param name="timeMs">The frame's own time.</param>
    /// <param name="receiptMs">Its receipt, monotonic.</param>
    /// <param name="ageUnknown">Redelivered or from a backlog: its receipt says nothing about its age.</param>
    /// <param name="stepped">Whether a step of the source's clock was seen.</param>
    public double? Map(double timeMs, double receiptMs, bool ageUnknown, out bool stepped)
    {
        stepped = false;
        LastReceiptMs = receiptMs;
        if (!ageUnknown)
        {
            stepped = IsStep(timeMs, receiptMs);
            if (stepped)
            {
                Forget();
            }

            Sample(timeMs, receiptMs);
            _lastTimeMs = timeMs;
        }

        var offset = Offset(receiptMs);
        return double.IsPositiveInfinity(offset) ? null : Math.Min(timeMs + offset, receiptMs);
    }

    /// <summary>
    /// <paramref name="utcNow"/> less what the source's clock shows now, the fastest transport of the last ten minutes included, ms;
    /// infinite without a frame in that time.
    /// </summary>
    /// <param name="utcNow">UTC here.</param>
    /// <param name="nowMs">The same moment, monotonic.</param>
    public double SkewMs(DateTimeOffset utcNow, double nowMs) =>
        (utcNow.UtcTicks / (double)TimeSpan.TicksPerMillisecond) - (nowMs - Offset(nowMs));

    private bool IsStep(double timeMs, double receiptMs)
    {
        var offset = Offset(receiptMs);
        var hasPast = !double.IsPositiveInfinity(offset) && !double.IsNaN(_lastTimeMs);

        // Backwards: captures of one source come in order. Forwards: no frame can be received before its capture.
        return hasPast && (timeMs < _lastTimeMs - StepMs || receiptMs - timeMs < offset - StepMs);
    }

    private void Sample(double timeMs, double receiptMs)
    {
        var number = (long)Math.Floor(receiptMs / BucketMs);
        var slot = (int)(number % Buckets);
        var sample = receiptMs - timeMs;
        _minimum[slot] = _bucket[slot] == number ? Math.Min(_minimum[slot], sample) : sample;
        _bucket[slot] = number;
    }

    private double Offset(double receiptMs)
    {
        var oldest = (long)Math.Floor(receiptMs / BucketMs) - Buckets + 1;
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < Buckets; i++)
        {
            if (_bucket[i] >= oldest)
            {
                smallest = Math.Min(smallest, _minimum[i]);
            }
        }

        return smallest;
    }

    private void Forget()
    {
        Array.Fill(_bucket, long.MinValue);
        Array.Fill(_minimum, double.PositiveInfinity);
    }
}
