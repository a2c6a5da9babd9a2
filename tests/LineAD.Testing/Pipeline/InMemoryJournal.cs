using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;

namespace LineAD.Testing.Pipeline;

/// <summary>
/// A journal in memory with the semantics of the real one: a bounded queue, a thread of its own, rows and counts. It
/// can be stalled, made to fail, and taken up again as after a kill.
/// </summary>
public sealed class InMemoryJournal : IJournal
{
    private readonly JournalMemory _memory;
    private readonly Queue<JournalEntry> _queue = new();
    private readonly Thread _thread;
    private readonly int _capacity;
    private bool _stopped;

    /// <summary>An empty journal.</summary>
    public InMemoryJournal(int capacity = 100_000)
        : this(new JournalMemory(), capacity)
    {
    }

    private InMemoryJournal(JournalMemory memory, int capacity)
    {
        _memory = memory;
        _capacity = capacity;
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Closed to stall the writer.</summary>
    public ManualResetEventSlim Gate { get; } = new(true);

    /// <summary>Which entries fail to be written.</summary>
    public Func<JournalEntry, bool> FailsOn { get; set; } = _ => false;

    /// <summary>Which entries are not taken, as when the queue is full.</summary>
    public Func<JournalEntry, bool> RefusesOn { get; set; } = _ => false;

    /// <inheritdoc />
    public bool IsHealthy { get; set; } = true;

    /// <inheritdoc />
    public long RefusedEntries { get; set; }

    /// <summary>Everything written, in order.</summary>
    public IReadOnlyList<JournalEntry> Written => _memory.Written();

    /// <summary>What the next process finds after this one was killed at this moment.</summary>
    public InMemoryJournal Restarted()
    {
        lock (_queue)
        {
            _stopped = true;
            _queue.Clear();
            Monitor.Pulse(_queue);
        }

        return new InMemoryJournal(_memory, _capacity);
    }

    /// <inheritdoc />
    public JournalRecovery Recover() => _memory.Recover();

    /// <inheritdoc />
    public bool TryAppend(JournalEntry entry)
    {
        lock (_queue)
        {
            if (_stopped || _queue.Count >= _capacity || RefusesOn(entry))
            {
                return false;
            }

            _queue.Enqueue(entry);
            Monitor.Pulse(_queue);
            return true;
        }
    }

    /// <summary>Nothing to do: it never waits for more.</summary>
    public void Hurry()
    {
    }

    /// <inheritdoc />
    public IReadOnlyList<StationBooks> ReadBooks() => _memory.ReadBooks();

    /// <summary>The books of one station.</summary>
    public StationBooks Books(StationKey? station, bool simulated = false) =>
        ReadBooks().FirstOrDefault(b => b.Station == station && b.Simulated == simulated)
        ?? new StationBooks { Station = station, Simulated = simulated };

    /// <summary>The first decision of an inspection, as written; null when there is none.</summary>
    public Decision? DecisionOf(ulong id) => _memory.DecisionOf(id);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lock (_queue)
        {
            _stopped = true;
            Monitor.Pulse(_queue);
        }

        Gate.Set();
        _thread.Join();
        return ValueTask.CompletedTask;
    }

    private void Run()
    {
        while (Take() is { } entry)
        {
            Gate.Wait();
            var failed = FailsOn(entry);
            if (!failed)
            {
                _memory.Apply(entry);
            }

            entry.Written?.Invoke(!failed);
        }
    }

    private JournalEntry? Take()
    {
        lock (_queue)
        {
            while (_queue.Count == 0 && !_stopped)
            {
                Monitor.Wait(_queue);
            }

            return _queue.TryDequeue(out var entry) ? entry : null;
        }
    }
}
