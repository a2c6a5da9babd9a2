using LineAD.Core.Journal;
using LineAD.Pipeline.Deadlines;

namespace LineAD.Pipeline.Publishing;

/// <summary>
/// One entry on its way into the journal, tried again while the journal is full or failing, and given up after a bound:
/// then what waits for it goes on without, counted. Runs on the journal's and the deadline thread.
/// </summary>
internal sealed class DurableWrite(DurableWriter writer, long giveUp, Action<bool> done) : IDueItem
{
    private JournalEntry? _entry;

    /// <summary>Goes into the entry's <see cref="JournalEntry.Written"/>.</summary>
    public void OnWritten(bool written)
    {
        if (written)
        {
            done(true);
        }
        else
        {
            Retry();
        }
    }

    public void Start(JournalEntry entry)
    {
        _entry = entry;
        if (!writer.Journal.TryAppend(entry))
        {
            Retry();
        }
    }

    public bool IsMoot => false;

    public void OnDue(long now)
    {
        if (!writer.Journal.TryAppend(_entry!))
        {
            Retry();
        }
    }

    private void Retry()
    {
        if (writer.Clock.Now >= giveUp)
        {
            writer.CountUnjournalled(_entry!);
            done(false);
        }
        else
        {
            writer.Deadlines.Schedule(this, writer.Clock.Now + writer.RetryTicks);
        }
    }
}
