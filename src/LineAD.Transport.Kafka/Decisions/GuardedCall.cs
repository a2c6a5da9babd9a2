namespace LineAD.Transport.Kafka.Decisions;

/// <summary>
/// Runs calls into librdkafka on a thread of its own, because some of them do not keep to their time limit: adding offsets to a
/// transaction waits for the group's coordinator for as long as it takes (librdkafka issues 5456 and 5511; minutes were seen after
/// a broker restart). Calls come from one thread.
/// </summary>
internal sealed class GuardedCall : IDisposable
{
    private readonly AutoResetEvent _asked = new(false);
    private readonly AutoResetEvent _answered = new(false);
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private Action? _call;
    private Action? _afterwards;
    private Exception? _failure;
    private bool _isRunning;
    private bool _isEnding;

    public GuardedCall(string name)
    {
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>A call is past its limit and has not returned. Nothing can be asked any more.</summary>
    public bool IsHung { get; private set; }

    /// <summary>Throws what <paramref name="call"/> throws.</summary>
    /// <exception cref="TimeoutException">It has not returned within the limit; it may do so later.</exception>
    public void Run(Action call, TimeSpan limit)
    {
        if (IsHung)
        {
            throw new InvalidOperationException("A call that hangs cannot be followed by another one.");
        }

        (_call, _failure) = (call, null);
        _asked.Set();
        if (!_answered.WaitOne(limit))
        {
            IsHung = true;
            throw new TimeoutException($"librdkafka has not answered within {limit.TotalSeconds:0.#} s.");
        }

        if (_failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the thread; <paramref name="afterwards"/> runs at once, or when the call that hangs has returned.</summary>
    public void EndWith(Action afterwards)
    {
        lock (_gate)
        {
            _isEnding = true;
            if (_isRunning)
            {
                _afterwards = afterwards;
                return;
            }
        }

        _asked.Set();
        afterwards();
    }

    public void Dispose() => EndWith(static () => { });

    private void Work()
    {
        while (true)
        {
            _asked.WaitOne();
            lock (_gate)
            {
                if (_isEnding)
                {
                    return;
                }

                _isRunning = true;
            }

            try
            {
                _call!();
            }
            catch (Exception exception)
            {
                _failure = exception;
            }

            Action? afterwards;
            lock (_gate)
            {
                (_isRunning, afterwards) = (false, _afterwards);
            }

            _answered.Set();
            afterwards?.Invoke();
        }
    }
}
