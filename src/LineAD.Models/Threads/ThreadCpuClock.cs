using System.Runtime.InteropServices;

namespace LineAD.Models.Threads;

/// <summary>
/// Tells the time that the calling thread has computed, clock_gettime(2) with CLOCK_THREAD_CPUTIME_ID: what a call costs where others take
/// the cores meanwhile. Compare timestamps of one thread only. UTC and timers are the system's.
/// </summary>
internal sealed class ThreadCpuClock : TimeProvider
{
    private const int ThreadCpuTime = 3;

    private ThreadCpuClock()
    {
    }

    /// <summary>The clock, where the system has it: on Linux.</summary>
    internal static ThreadCpuClock? Find()
    {
        try
        {
            return OperatingSystem.IsLinux() && Native.GetTime(ThreadCpuTime, out _) == 0 ? new ThreadCpuClock() : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public override long TimestampFrequency => 1_000_000_000;

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        _ = Native.GetTime(ThreadCpuTime, out var now);
        return (now.Seconds * TimestampFrequency) + now.Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "clock_gettime")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int GetTime(int clock, out TimeSpec time);
    }
}
