namespace LineAD.Service.Hosting;

/// <summary>
/// Sees to it that a process with a hung device ends: the runtime of a vendor library may wait for the device at exit. Then
/// it is killed, which its supervisor takes as a failure too.
/// </summary>
/// <param name="deviceHangMs">Option <c>pipeline.deviceHangMs</c>.</param>
/// <param name="limit">Time to end in order.</param>
/// <param name="kill">Ends the process at once.</param>
internal sealed class HangWatch(int deviceHangMs, TimeSpan limit, Action kill)
{
    private int _armed;

    /// <summary>Option <c>pipeline.deviceHangMs</c>.</summary>
    public int DeviceHangMs => deviceHangMs;

    /// <summary>Whether the device hangs.</summary>
    public bool IsArmed => Volatile.Read(ref _armed) != 0;

    /// <summary>From now on the process has its limit to end by itself.</summary>
    public void Arm()
    {
        if (Interlocked.Exchange(ref _armed, 1) == 0)
        {
            new Thread(KillAfterLimit) { IsBackground = true, Name = "hang-watch" }.Start();
        }
    }

    private void KillAfterLimit()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(limit);
        kill();
    }
}
