using System.Runtime.InteropServices;

namespace LineAD.Core.Time;

/// <summary>
/// Lets a thread that works for microseconds run as soon as it wakes, although the scorer keeps all cores busy; and one that nobody
/// waits for run in the time that nobody else wants. <see cref="Thread.Priority"/> does nothing on Linux.
/// </summary>
/// <remarks>
/// To be raised: with the right to it (CAP_SYS_NICE) the thread becomes a real-time one of the lowest priority, sched(7). Without,
/// from Linux 6.12 on, it asks for a short time slice, which the scheduler grants by an earlier virtual deadline, sched_setattr(2): no
/// right is needed for that. Elsewhere nothing changes: then a waking thread may wait for a slice of the scorer's, about 3 ms.
/// To be lowered (SCHED_IDLE, sched(7)) no right is needed; there is no way back without one.
/// </remarks>
public static class ThreadUrgency
{
    private const int FirstInFirstOut = 1;
    private const int Idle = 5;
    private const int ResetOnFork = 0x40000000;
    private const ulong SliceNanoseconds = 100_000;

    /// <summary>Raises the calling thread. Call it on threads that never compute for long.</summary>
    public static void Raise() => Try(() => SetPolicy(FirstInFirstOut | ResetOnFork, 1) || AskForShortSlice());

    /// <summary>
    /// Lowers the calling thread for the rest of its life: it runs while a core has nothing else to do, and so do the threads that native
    /// libraries start on it, as OpenMP's (those that .NET starts have their usual turn). True where the system does so.
    /// </summary>
    public static bool Lower() => Try(() => SetPolicy(Idle, 0));

    private static bool Try(Func<bool> change)
    {
        try
        {
            return OperatingSystem.IsLinux() && change();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: the thread keeps its turn.
            return false;
        }
    }

    private static bool SetPolicy(int policy, int priority) => Native.SetScheduler(0, policy, new Parameters { Priority = priority }) == 0;

    private static bool AskForShortSlice()
    {
        long number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 314,
            Architecture.Arm64 => 274,
            _ => 0,
        };
        if (number == 0)
        {
            return false;
        }

        var attributes = new Attributes
        {
            Size = (uint)Marshal.SizeOf<Attributes>(),
            Nice = Native.GetPriority(0, 0),
            Runtime = SliceNanoseconds,
        };
        return Native.SetAttributes(number, 0, attributes, 0) == 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Parameters
    {
        public int Priority;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Attributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "sched_setscheduler")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int SetScheduler(int thread, int policy, in Parameters parameters);

        [DllImport("libc", EntryPoint = "getpriority")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int GetPriority(int which, int thread);

        [DllImport("libc", EntryPoint = "syscall")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern long SetAttributes(long number, int thread, in Attributes attributes, uint flags);
    }
}
