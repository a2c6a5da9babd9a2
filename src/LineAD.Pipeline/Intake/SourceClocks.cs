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
