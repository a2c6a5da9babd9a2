using System.Runtime.InteropServices;

namespace LineAD.Models.Threads;

/// <summary>Which CPUs a thread may run on, sched_setaffinity(2). Linux; threads are told by their kernel numbers.</summary>
internal static class CpuAffinity
{
    private const int MostCpus = 1024;

    /// <summary>False off Linux, and with a C library that lacks these calls: nothing else here may be called then.</summary>
    internal static bool IsUsable { get; } = OperatingSystem.IsLinux() && Try();

    /// <summary>Kernel number of the calling thread.</summary>
    internal static int CurrentThread => Native.GetThread();

    /// <summary>False when the thread has ended.</summary>
    internal static bool IsAlive(int thread) => Native.GetScheduler(thread) >= 0;

    /// <summary>CPU numbers in order; empty when the thread has ended.</summary>
    internal static IReadOnlyList<int> Of(int thread)
    {
        var mask = new byte[MostCpus / 8];
        return Native.GetAffinity(thread, mask.Length, mask) == 0
            ? [.. Enumerable.Range(0, MostCpus).Where(cpu => (mask[cpu / 8] & (1 << (cpu % 8))) != 0)]
            : [];
    }

    /// <summary>False when the kernel refuses: the thread has ended, or may use none of these CPUs.</summary>
    internal static bool TrySet(int thread, IEnumerable<int> cpus)
    {
        var mask = new byte[MostCpus / 8];
        foreach (var cpu in cpus)
        {
            mask[cpu / 8] |= (byte)(1 << (cpu % 8));
        }

        return Native.SetAffinity(thread, mask.Length, mask) == 0;
    }

    private static bool Try()
    {
        try
        {
            return IsAlive(CurrentThread) && TrySet(0, Of(0));
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "gettid")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int GetThread();

        [DllImport("libc", EntryPoint = "sched_getscheduler")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int GetScheduler(int thread);

        [DllImport("libc", EntryPoint = "sched_getaffinity")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int GetAffinity(int thread, nint size, [Out] byte[] mask);

        [DllImport("libc", EntryPoint = "sched_setaffinity")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int SetAffinity(int thread, nint size, byte[] mask);
    }
}
