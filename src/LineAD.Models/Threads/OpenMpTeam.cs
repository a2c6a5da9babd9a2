using System.Runtime.InteropServices;

namespace LineAD.Models.Threads;

/// <summary>
/// The threads that libtorch's operators share their work among, when it was built on libgomp. Each thread that calls operators
/// has a team of its own, whose first member it is; the others live as long as it calls with that many.
/// </summary>
/// <remarks>
/// The entry points are those that GCC's compiled code calls
/// (https://gcc.gnu.org/onlinedocs/libgomp/Implementing-PARALLEL-construct.html), in the library that is loaded already.
/// </remarks>
internal sealed class OpenMpTeam
{
    private readonly ParallelEntry _parallel;
    private readonly NumberEntry _member;
    private readonly NumberEntry _size;
    private readonly ResizeEntry _resize;

    private OpenMpTeam(nint library)
    {
        _parallel = Entry<ParallelEntry>(library, "GOMP_parallel");
        _member = Entry<NumberEntry>(library, "omp_get_thread_num");
        _size = Entry<NumberEntry>(library, "omp_get_max_threads");
        _resize = Entry<ResizeEntry>(library, "omp_set_num_threads");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Body(nint data);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void ParallelEntry(Body body, nint data, uint threads, uint flags);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int NumberEntry();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void ResizeEntry(int threads);

    /// <summary>How many the calling thread's team has, itself included.</summary>
    internal int Size => _size();

    /// <summary>Null when no libgomp is loaded, or more than one: nobody could tell which is libtorch's.</summary>
    internal static OpenMpTeam? Find()
    {
        var paths = OperatingSystem.IsLinux() ? Loaded() : [];
        try
        {
            return paths.Count == 1 ? new OpenMpTeam(NativeLibrary.Load(paths[0])) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Paths of the libgomps in this process.</summary>
    internal static List<string> Loaded() =>
    [
        .. File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/') is var start and >= 0 ? line[start..] : "")
            .Where(path => Path.GetFileName(path).StartsWith("libgomp", StringComparison.Ordinal))
            .Distinct(),
    ];

    /// <summary>Runs once on each member of the calling thread's team, given its place in it; returns when all are done.</summary>
    internal void Run(Action<int> onEach)
    {
        Body body = _ => onEach(_member());
        _parallel(body, 0, (uint)Size, 0);
        GC.KeepAlive(body);
    }

    /// <summary>Runs <paramref name="work"/> with the calling thread as its team's only member.</summary>
    internal T Alone<T>(Func<T> work)
    {
        var size = Size;
        Resize(1);
        try
        {
            return work();
        }
        finally
        {
            Resize(size);
        }
    }

    /// <summary>How many the calling thread's team will have from now on, itself included.</summary>
    internal void Resize(int threads) => _resize(threads);

    private static T Entry<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
