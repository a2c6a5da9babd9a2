using LineAD.Core.Journal;

namespace LineAD.Storage.Journal;

/// <summary>
/// The bounded queue before the writer thread. A lock and a pulse, not a channel: taking must not need the thread pool,
/// because decisions wait behind it (law 2).
/// </summary>
internal sealed class JournalQueue(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _filled = new(false);
    private List<JournalEntry> _waiting = [];
    private bool _closed;

    public bool TryAdd(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count >= capacity)
            {
                return false;
            }

            _waiting.Add(entry);
        }

        _filled.Set();
        return true;
    }

    /// <summary>
    /// Swaps <paramref name="batch"/>, which must be empty, for what waits; waits at most <paramref name="timeout"/> for
    /// something. False once closed and empty.
    /// </summary>
    public bool Take(ref List<JournalEntry> batch, TimeSpan timeout)
    {
        _filled.Wait(timeout);
        lock (_gate)
        {
            (batch, _waiting) = (_waiting, batch);
            _filled.Reset();
            if (_closed)
            {
                _filled.Set();
            }

            return batch.Count > 0 || !_closed;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _filled.Set();
    }

    public void Dispose() => _filled.Dispose();
}
