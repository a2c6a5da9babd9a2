namespace LineAD.Testing;

/// <summary>
/// Notes when this process stood still: for a thread of its own, which shows the machine's pauses, and for the thread pool, on
/// which stand-ins of gates and links run. A machine shared with others stops a process for tenths of a second; a test that plays
/// service, link and gate at once takes that time off its limits, and no other.
/// </summary>
public sealed class PauseWitness : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private readonly PauseList _machine = new(2 * Step, Step);
    private readonly PauseList _pool = new(2 * Step, Step);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private readonly Task _task;

    /// <summary>Starts to watch.</summary>
    public PauseWitness()
    {
        _thread = new Thread(WatchMachine) { IsBackground = true, Name = "pause witness" };
        _thread.Start();
        _task = WatchPoolAsync();
    }

    /// <summary>Milliseconds of an interval of monotonic time in which it stood still, pauses above 5 ms counted.</summary>
    public double MillisecondsBetween(long from, long to) =>
        Math.Max(_machine.MillisecondsBetween(from, to), _pool.MillisecondsBetween(from, to));

    /// <summary>The same for the machine alone: what this process does to its thread pool is not in it.</summary>
    public double MachineMillisecondsBetween(long from, long to) => _machine.MillisecondsBetween(from, to);

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _task.Wait();
        _stop.Dispose();
    }

    private void WatchMachine()
    {
        do
        {
            _machine.Beat();
        }
        while (!_stop.Wait(Step));
    }

    private async Task WatchPoolAsync()
    {
        while (!_stop.IsSet)
        {
            _pool.Beat();
            await Task.Delay(Step).ConfigureAwait(false);
        }
    }
}
