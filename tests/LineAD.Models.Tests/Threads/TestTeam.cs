using System.Runtime.InteropServices;
using LineAD.Models.Threads;
using TorchSharp;

namespace LineAD.Models.Tests.Threads;

/// <summary>The calling thread's team, whose size and life the test decides.</summary>
internal sealed class TestTeam
{
    private const int Soft = 1;
    private readonly OpenMpTeam _team;
    private readonly Pause _pause;

    internal TestTeam()
    {
        // Loads libtorch and libgomp; and libtorch sets this thread's number at the first large operator, not after the test has.
        using (var large = torch.ones(1 << 20))
        using (large.add(1))
        {
            _team = OpenMpTeam.Find() ?? throw new InvalidOperationException("No libgomp, or several.");
        }

        var library = NativeLibrary.Load(OpenMpTeam.Loaded().Single());
        _pause = Marshal.GetDelegateForFunctionPointer<Pause>(NativeLibrary.GetExport(library, "omp_pause_resource_all"));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Pause(int kind);

    /// <summary>On a thread that ends with the test, with as many members as the process has CPUs.</summary>
    internal static void OnOwnThread(Action<TestTeam> test)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                var team = new TestTeam();
                team.Resize(CpuAffinity.Of(Environment.ProcessId).Count);
                test(team);
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new AggregateException(failure);
        }
    }

    internal void Run(Action<int> onEach) => _team.Run(onEach);

    internal int Size => _team.Size;

    /// <summary>For this thread only.</summary>
    internal void Resize(int threads) => _team.Resize(threads);

    /// <summary>All members but the calling thread end (OpenMP 5.0, 3.2.44).</summary>
    internal void End() => _pause(Soft).ShouldBe(0);
}
