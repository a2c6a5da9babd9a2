using LineAD.Core.Journal;
using LineAD.Core.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineAD.Storage.Journal;

/// <summary>
/// The journal in one SQLite file (DESIGN.md section 3). One thread writes, in the order of appending, everything that has
/// gathered since its last transaction; then it calls the entries' <see cref="JournalEntry.Written"/>.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private static readonly TimeSpan BooksLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan RetryWait = TimeSpan.FromMilliseconds(50);
    private readonly JournalOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JournalQueue _queue;
    private readonly ManualResetEventSlim _handledMore = new(false, spinCount: 0);
    private readonly Thread _thread;
    private readonly JournalWriter _writer;
    private readonly SqliteConnection _reader;
    private readonly Lock _readerGate = new();
    private readonly ITimer _checkpoints;
    private volatile bool _healthy = true;
    private long _lastPrune;
    private long _handled;
    private long _refused;
    private bool _disposed;

    /// <summary>Opens the journal, or sets a damaged one aside and begins anew.</summary>
    /// <exception cref="SqliteException">The folder cannot be written.</exception>
    public SqliteJournal(JournalOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(options.Path))!);
        _writer = new JournalWriter(JournalFile.OpenOrReplace(options.Path, time, logger));
        _reader = JournalSchema.OpenReader(options.Path);
        _queue = new JournalQueue(options.QueueCapacity);
        _lastPrune = time.GetTimestamp();
        _checkpoints = time.CreateTimer(_ => Checkpoint(), null, options.CheckpointInterval, options.CheckpointInterval);
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc />
    public bool IsHealthy => _healthy;

    /// <inheritdoc />
    public long RefusedEntries => Interlocked.Read(ref _refused);

    /// <inheritdoc />
    public JournalRecovery Recover()
    {
        var since = _time.GetUtcNow() - _options.DedupWindow;
        lock (_readerGate)
        {
            var (epoch, frames, stepped) = JournalFile.BeginRun(_reader, _time);
            var decisions = JournalReader.ReadDecisions(_reader, since.ToUnixTimeMilliseconds(), _options.DedupMaxParts);
            var openParts = JournalReader.ReadOpenParts(_reader);
            if (stepped)
            {
                // Cut-offs are UTC here. By a clock that was set back they would come too late: none is ahead then (law 2).
                StorageLog.ClockStepped(_logger, _options.Path);
                var past = _time.GetUtcNow().AddMilliseconds(-1);
                decisions = [.. decisions.Select(d => d.CutOff < past ? d : d with { CutOff = past })];
                openParts = [.. openParts.Select(p => p.CutOff < past ? p : p with { CutOff = past })];
            }

            var recovery = new JournalRecovery { Epoch = epoch, Decisions = decisions, OpenParts = openParts };
            StorageLog.Recovered(
                _logger, _options.Path, epoch, recovery.Decisions.Count, recovery.OpenParts.Count, frames);
            return recovery;
        }
    }

    /// <inheritdoc />
    public bool TryAppend(JournalEntry entry) => _queue.TryAdd(entry);

    /// <inheritdoc />
    public void Hurry() => _queue.Hurry();

    /// <inheritdoc />
    public IReadOnlyList<StationBooks> ReadBooks()
    {
        WaitForAppended();
        lock (_readerGate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return BookReader.Read(_reader);
        }
    }

    /// <summary>Writes what was appended, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        await _checkpoints.DisposeAsync();
        _queue.Close();
        _thread.Join();
        _queue.Dispose();
        lock (_readerGate)
        {
            _disposed = true;
            _reader.Dispose();
        }

        _writer.Dispose();
        _handledMore.Dispose();
    }

    private void Run()
    {
        // Every decision passes through here on its way out.
        ThreadUrgency.Raise();
        var batch = new List<JournalEntry>();
        var owed = new List<JournalEntry>();
        while (_queue.Take(ref batch, _healthy ? _options.GatherInterval : RetryWait))
        {
            var count = batch.Count;
            WriteBatch(batch, owed);
            Handled(count);
            batch.Clear();
            PruneWhenDue();
        }

        WriteBatch(batch, owed);
    }

    private void Handled(int count)
    {
        Interlocked.Add(ref _handled, count);
        _handledMore.Set();
    }

    // Books are read whole: what was appended before the question is in the answer, gathered or not.
    private void WaitForAppended()
    {
        var target = _queue.Added;
        var asked = _time.GetTimestamp();
        while (_healthy && Interlocked.Read(ref _handled) < target && _time.GetElapsedTime(asked) < BooksLimit)
        {
            _handledMore.Reset();
            _queue.Hurry();
            _handledMore.Wait(Poll);
        }
    }

    private void WriteBatch(List<JournalEntry> batch, List<JournalEntry> owed)
    {
        if (owed.Count > 0)
        {
            // What a failed transaction left comes first; its waiters were told already.
            if (!TryWrite(owed))
            {
                Fail(batch, owed);
                return;
            }

            owed.Clear();
        }

        if (batch.Count > 0)
        {
            if (TryWrite(batch))
            {
                Tell(batch, true);
            }
            else
            {
                Fail(batch, owed);
            }
        }
    }

    private bool TryWrite(List<JournalEntry> entries)
    {
        try
        {
            _options.BeforeTransaction?.Invoke();
            WriteOrRefuse(entries);
            if (!_healthy)
            {
                _healthy = true;
                StorageLog.JournalBack(_logger, _options.Path);
            }

            return true;
        }
        catch (Exception e)
        {
            // Whatever it is: every decision waits for this thread, so it never ends by one.
            if (_healthy)
            {
                _healthy = false;
                StorageLog.JournalFailed(_logger, _options.Path, e.Message);
            }

            return false;
        }
    }

    // One entry that cannot be stored must not take the others with it, now or by being tried again for ever.
    private void WriteOrRefuse(List<JournalEntry> entries)
    {
        try
        {
            _writer.Write(entries);
        }
        catch (Exception e) when (JournalWriter.IsRefusal(e))
        {
            var refused = _writer.WriteEach(entries);
            foreach (var (index, reason) in refused.OrderByDescending(r => r.Key))
            {
                var entry = entries[index];
                entries.RemoveAt(index);
                Interlocked.Increment(ref _refused);
                StorageLog.EntryRefused(_logger, _options.Path, entry.GetType().Name, entry.Station?.ToString(), reason.Message);
                Tell(entry, false);
            }
        }
    }

    // A decision that was not written is discarded, for its owner decides anew; all else is owed to the books.
    private void Fail(List<JournalEntry> batch, List<JournalEntry> owed)
    {
        foreach (var entry in batch)
        {
            if (entry is PartDecided { Written: not null })
            {
                continue;
            }

            if (owed.Count < _options.QueueCapacity)
            {
                owed.Add(entry with { Written = null });
            }
        }

        Tell(batch, false);
    }

    private void Tell(List<JournalEntry> batch, bool written)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            Tell(batch[i], written);
        }
    }

    private void Tell(JournalEntry entry, bool written)
    {
        try
        {
            entry.Written?.Invoke(written);
        }
        catch (Exception e)
        {
            StorageLog.WaiterFailed(_logger, _options.Path, entry.GetType().Name, e);
        }
    }

    private void PruneWhenDue()
    {
        if (!_healthy || _time.GetElapsedTime(_lastPrune) < _options.PruneInterval)
        {
            return;
        }

        var before = (_time.GetUtcNow() - _options.DedupWindow).ToUnixTimeMilliseconds();
        try
        {
            if (!_writer.Prune(before, _options.DedupMaxParts, 500))
            {
                _lastPrune = _time.GetTimestamp();
            }
        }
        catch (Exception e)
        {
            _lastPrune = _time.GetTimestamp();
            StorageLog.CheckpointFailed(_logger, _options.Path, e.Message);
        }
    }

    private void Checkpoint()
    {
        lock (_readerGate)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                JournalSchema.Execute(_reader, "PRAGMA wal_checkpoint(PASSIVE)");
            }
            catch (SqliteException e)
            {
                StorageLog.CheckpointFailed(_logger, _options.Path, e.Message);
            }
        }
    }
}
