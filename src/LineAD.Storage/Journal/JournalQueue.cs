using LineAD.Core.Journal;

namespace LineAD.Storage.Journal;

/// <summary>
/// The bounded queue before the writer thread. A lock and a pulse, not a channel: taking must not need the thread pool,
/// because decisions wait behind it (law 2).
/// </summary>
internal sealed class JournalQueue(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _urgent = new(false, spinCount: 0);
    private List<JournalEntry> _waiting = [];
    private long _added;
    private bool _closed;

    /// <summary>Entries taken so far.</summary>
    public long Added
    {
        get
        {
            lock (_gate)
            {
                return _added;
            }
        }
    }

    public bool TryAdd(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count >= capacity)
            {
                return false;
            }

            _waiting.Add(entry);
            _added++;
        }

        if (entry is PartDecided { MoreFollow: false })
        {
            _urgent.Set();
        }

        return true;
    }

    /// <summary>
    /// Swaps <paramref name="batch"/>, which must be empty, for what has gathered, as soon as a decision is among it and
    /// after <paramref name="gather"/> at the latest. False once closed and empty.
    /// </summary>
    public bool Take(ref List<JournalEntry> batch, TimeSpan gather)
    {
        _urgent.Wait(gather);
        lock (_gate)
        {
            (batch, _waiting) = (_waiting, batch);
            _urgent.Reset();
            if (_closed)
            {
                _urgent.Set();
            }

            return batch.Count > 0 || !_closed;
        }
    }

    /// <summary>Lets <see cref="Take"/> gather no longer.</summary>
    public void Hurry() => _urgent.Set();

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _urgent.Set();
    }

    public void Dispose() => _urgent.Dispose();
}
