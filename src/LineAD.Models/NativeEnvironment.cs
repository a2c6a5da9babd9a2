using System.Runtime.InteropServices;

namespace LineAD.Models;

/// <summary>
/// How the worker threads of the native libraries wait for work, and how the C library keeps memory. The libraries read the
/// process's environment once, when they are loaded: call <see cref="Configure"/> before anything else. What the user set in the
/// environment stays.
/// </summary>
/// <remarks>
/// libgomp (https://gcc.gnu.org/onlinedocs/libgomp/Environment-Variables.html): without a limit its workers spin and hold the
/// cores that decoders and brokers need; asleep, they take as long to wake as a small convolution runs, and a batch of one
/// costs a third more. A short spin bridges the gap from one operator to the next and ends when the scorer is idle. As soon as more
/// than one thread of the process has workers (a model is loaded beside the one that serves), libgomp counts more threads than cores
/// and spins only 100 times, unless the policy is active: then 1000 times. Measured at that: 22 instead of 13 ms a batch of one
/// with 100, 15 with 1000. (Active without the count would mean: spin for ever.) OpenBLAS has
/// workers of its own that spin too, for matrix products of some microseconds: they are switched off.
/// </remarks>
public static class NativeEnvironment
{
    private const string SpinCount = "GOMP_SPINCOUNT";
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    // About 0.2 ms: longer than the longest sequential stretch between two parallel operators.
    private const string ShortSpin = "10000";

    /// <summary>Sets what is not set. Without effect off Linux, where these libraries are not the ones in use.</summary>
    public static void Configure()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(WaitPolicy) is null && Environment.GetEnvironmentVariable(SpinCount) is null)
        {
            Set(SpinCount, ShortSpin);
            Set(WaitPolicy, "active");
        }

        if (Environment.GetEnvironmentVariable("OPENBLAS_NUM_THREADS") is null)
        {
            Set("OPENBLAS_NUM_THREADS", "1");
        }

        KeepMemory();
    }

    // glibc gives large blocks back to the kernel as soon as they are free and takes them anew for the next batch, page by page:
    // measured, up to 34,000 page faults a second. With these limits (mallopt(3)) the scorer's memory stays its own.
    private static void KeepMemory()
    {
        try
        {
            _ = Native.MallOpt(Native.MmapThreshold, 32 << 20);
            _ = Native.MallOpt(Native.TrimThreshold, 1 << 30);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library.
        }
    }

    // The runtime keeps a copy of the environment; native libraries read the C library's, so both are set.
    private static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        try
        {
            _ = Native.SetEnv(name, value, overwrite: 0);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: the libraries keep their defaults, which are slower and still right.
        }
    }

    private static class Native
    {
        internal const int TrimThreshold = -1;
        internal const int MmapThreshold = -3;

        [DllImport("libc", EntryPoint = "mallopt")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int MallOpt(int parameter, int value);

        [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int SetEnv(string name, string value, int overwrite);
    }
}
