namespace LineAD.Pipeline.Deadlines;

/// <summary>
/// A decaying maximum of delays, in ticks: the worst of late, forgotten over some dozens of good ones. Bounded, so that one stall
/// does not make every later part a late one. Noted by one thread, read by all.
/// </summary>
internal sealed class RecentWorst(long most)
{
    private long _ticks;

    public long Ticks => Interlocked.Read(ref _ticks);

    public void Note(long delay)
    {
        var decayed = Ticks - (Ticks >> 6);
        Interlocked.Exchange(ref _ticks, Math.Max(Math.Min(delay, most), decayed));
    }
}
