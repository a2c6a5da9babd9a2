using System.Diagnostics;

namespace LineAD.Testing;

/// <summary>Pauses between beats that should come at an even pace. Thread-safe.</summary>
/// <param name="longest">Longest time between two beats that is no pause.</param>
/// <param name="step">Time between two beats that come as they should; what is longer than that, of a pause, stood still.</param>
public sealed class PauseList(TimeSpan longest, TimeSpan step)
{
    private readonly List<(long Began, long Ended)> _pauses = [];
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>Notes that it runs.</summary>
    /// <param name="now">Monotonic time; now if left out.</param>
    public void Beat(long? now = null)
    {
        var time = now ?? Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (_last != 0 && time - _last > Ticks(longest))
            {
                _pauses.Add((_last + Ticks(step), time));
            }

            _last = time;
        }
    }

    /// <summary>Milliseconds of an interval of monotonic time that lie in pauses that have ended.</summary>
    public double MillisecondsBetween(long from, long to)
    {
        lock (_gate)
        {
            var ticks = _pauses.Sum(p => Math.Max(0, Math.Min(to, p.Ended) - Math.Max(from, p.Began)));
            return ticks * 1000.0 / Stopwatch.Frequency;
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
