using System.Runtime.InteropServices;

namespace LineAD.Core.Time;

/// <summary>
/// Lets a thread that works for microseconds run as soon as it wakes, although the scorer keeps all cores busy.
/// <see cref="Thread.Priority"/> does nothing on Linux.
/// </summary>
/// <remarks>
/// With the right to it (CAP_SYS_NICE) the thread becomes a real-time one of the lowest priority, sched(7). Without, from Linux 6.12
/// on, it asks for a short time slice, which the scheduler grants by an earlier virtual deadline, sched_setattr(2): no right is
/// needed for that. Elsewhere nothing changes: then a waking thread may wait for a slice of the scorer's, about 3 ms.
/// </remarks>
public static class ThreadUrgency
{
    private const int FirstInFirstOut = 1;
    private const int ResetOnFork = 0x40000000;
    private const ulong SliceNanoseconds = 100_000;

    /// <summary>Raises the calling thread. Call it on threads that never compute for long.</summary>
    public static void Raise()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            var lowest = new Parameters { Priority = 1 };
            if (Native.SetScheduler(0, FirstInFirstOut | ResetOnFork, lowest) != 0)
            {
                AskForShortSlice();
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: the thread keeps its turn.
        }
    }

    private static void AskForShortSlice()
    {
        long number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 314,
            Architecture.Arm64 => 274,
            _ => 0,
        };
        if (number != 0)
        {
            var attributes = new Attributes
            {
                Size = (uint)Marshal.SizeOf<Attributes>(),
                Nice = Native.GetPriority(0, 0),
                Runtime = SliceNanoseconds,
            };
            _ = Native.SetAttributes(number, 0, attributes, 0);
        }
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
