using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Scoring;

/// <summary>
/// Notices a device call that does not come back, and a device that fails every call, as after an error of CUDA that sticks to the
/// process. Looked at by the deadline thread, which it cannot block.
/// </summary>
internal sealed class DeviceWatch(MonotonicClock clock, double hangMs, ILogger logger)
{
    /// <summary>So many failures in a row are the device's fault, not a frame's.</summary>
    private const int FailingCalls = 10;

    private long _callStarted;
    private long _failingSince;
    private int _failures;
    private int _hangs;
    private int _told;

    /// <summary>Told once, on a thread of its own, for a hang or for failures that last as long: the host is to end the process.</summary>
    public event EventHandler? Hung;

    public bool IsHung => Volatile.Read(ref _hangs) != 0;

    /// <summary>The last calls failed, one and all.</summary>
    public bool IsFailing => Volatile.Read(ref _failures) >= FailingCalls;

    public void Succeeded()
    {
        if (Interlocked.Exchange(ref _failures, 0) >= FailingCalls)
        {
            PipelineLog.DeviceBack(logger);
        }
    }

    public void Failed()
    {
        if (Volatile.Read(ref _failures) == 0)
        {
            Interlocked.Exchange(ref _failingSince, clock.Now);
        }

        if (Interlocked.Increment(ref _failures) == FailingCalls)
        {
            PipelineLog.DeviceFails(logger, FailingCalls);
        }
    }

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
        if (IsFailing && clock.Milliseconds(now - Interlocked.Read(ref _failingSince)) >= hangMs)
        {
            Tell();
        }

        var started = Interlocked.Read(ref _callStarted);
        if (started == 0 || clock.Milliseconds(now - started) < hangMs || Interlocked.Exchange(ref _hangs, 1) != 0)
        {
            return;
        }

        PipelineLog.DeviceHangs(logger, clock.Milliseconds(now - started));
        Tell();
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            new Thread(() => Hung?.Invoke(this, EventArgs.Empty)) { Name = "linead-hang", IsBackground = true }.Start();
        }
    }
}
