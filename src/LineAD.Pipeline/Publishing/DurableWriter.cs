using LineAD.Core.Journal;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Publishing;

/// <summary>Writes to the journal what must not be lost, without ever waiting.</summary>
internal sealed class DurableWriter(
    IJournal journal, DeadlineThread deadlines, MonotonicClock clock, PipelineMetrics metrics)
{
    /// <summary>
    /// How long an entry is tried; then an acknowledgement goes out without it rather than never (law 5).
    /// </summary>
    private const double PatienceMs = 2000;

    public IJournal Journal { get; } = journal;

    public DeadlineThread Deadlines { get; } = deadlines;

    public MonotonicClock Clock { get; } = clock;

    public long RetryTicks { get; } = clock.Ticks(20);

    /// <summary>
    /// Makes the write; its <see cref="DurableWrite.OnWritten"/> belongs into the entry to start it with.
    /// </summary>
    public DurableWrite Prepare(Action<bool> done) => new(this, Clock.Now + Clock.Ticks(PatienceMs), done);

    public void CountUnjournalled(JournalEntry entry) => metrics.Unjournalled(entry switch
    {
        FrameEnded => "frame_ended",
        PartClosed => "part_closed",
        _ => "other",
    });
}
