namespace LineAD.Pipeline.Intake;

/// <summary>The clocks of a station's sources; a bounded number, the one unused longest makes room.</summary>
internal sealed class SourceClocks
{
    private const int Most = 64;
    private readonly Dictionary<string, SourceClock> _clocks = new(StringComparer.Ordinal);

    public SourceClock Get(string source)
    {
        if (_clocks.TryGetValue(source, out var clock))
        {
            return clock;
        }

        if (_clocks.Count >= Most)
        {
            _clocks.Remove(Oldest());
        }

        return _clocks[source] = new SourceClock();
    }

    /// <summary>The largest difference of a source's clock from <paramref name="utcNow"/>; not a number without a source.</summary>
    public double WorstSkewMs(DateTimeOffset utcNow, double nowMs)
    {
        var worst = double.NaN;
        foreach (var clock in _clocks.Values)
        {
            var skew = clock.SkewMs(utcNow, nowMs);
            if (double.IsFinite(skew) && !(Math.Abs(skew) <= Math.Abs(worst)))
            {
                worst = skew;
            }
        }

        return worst;
    }

    private string Oldest()
    {
        var (oldest, last) = ("", double.PositiveInfinity);
        foreach (var (name, clock) in _clocks)
        {
            if (clock.LastReceiptMs < last)
            {
                (oldest, last) = (name, clock.LastReceiptMs);
            }
        }

        return oldest;
    }
}
