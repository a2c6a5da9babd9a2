using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Scoring;

/// <summary>
/// Notices a device call that does not come back. Looked at by the deadline thread, which it cannot block.
/// </summary>
internal sealed class DeviceWatch(MonotonicClock clock, double hangMs, ILogger logger)
{
    private long _callStarted;
    private int _hangs;
    private int _told;

    /// <summary>Told once, on a thread of its own: the host is to end the process.</summary>
    public event EventHandler? Hung;

    public bool IsHung => Volatile.Read(ref _hangs) != 0;

    public void Begin() => Interlocked.Exchange(ref _callStarted, Math.Max(1, clock.Now));

    public void End()
    {
        Interlocked.Exchange(ref _callStarted, 0);
        if (Interlocked.Exchange(ref _hangs, 0) != 0)
        {
            PipelineLog.DeviceBack(logger);
        }
    }

    public void Check(long now)
    {
        var started = Interlocked.Read(ref _callStarted);
        if (started == 0 || clock.Milliseconds(now - started) < hangMs || Interlocked.Exchange(ref _hangs, 1) != 0)
        {
            return;
        }

        PipelineLog.DeviceHangs(logger, clock.Milliseconds(now - started));
        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            new Thread(() => Hung?.Invoke(this, EventArgs.Empty)) { Name = "linead-hang", IsBackground = true }.Start();
        }
    }
}
