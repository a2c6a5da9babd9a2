using LineAD.Models.Serving;
using Microsoft.Extensions.Logging;

namespace LineAD.Models.Threads;

/// <summary>
/// Holds the threads that score on a CPU each, where they are as many as the CPUs that the process may use. Between two frames they
/// sleep; a scheduler that wakes two of them on one CPU, with the other idle, doubles the time of a pass until it moves one,
/// which takes 10 to 25 ms.
/// </summary>
/// <remarks>
/// With fewer threads than CPUs nothing is pinned: other processes may have pinned theirs to the same ones. A thread that libgomp
/// makes anew starts on the CPU of the thread that made it. Where that happens (operators that want fewer threads end the rest)
/// pinning is given up for good. Not thread-safe: for the one thread that scores, or that takes over from one that hangs.
/// </remarks>
internal sealed class CpuPinning(ILogger logger)
{
    private readonly IReadOnlyList<int> _cpus = CpuAffinity.IsUsable ? CpuAffinity.Of(Environment.ProcessId) : [];
    private OpenMpTeam? _team;
    private int[] _threads = [];
    private bool _isGivenUp;

    /// <summary>Pins the calling thread and those that compute with it. Call it when the team is complete: after some passes.</summary>
    /// <returns>True when threads are held that were not before.</returns>
    internal bool Pin()
    {
        _team ??= OpenMpTeam.Find();
        if (_isGivenUp || _team is null || _team.Size < 2 || _team.Size != _cpus.Count)
        {
            return false;
        }

        var threads = new int[_cpus.Count];
        _team.Run(member =>
        {
            threads[member] = CpuAffinity.CurrentThread;
            CpuAffinity.TrySet(0, [_cpus[member]]);
        });
        if (threads.SequenceEqual(_threads))
        {
            return false;
        }

        _threads = threads;
        ModelsLog.Pinned(logger, threads.Length, string.Join(", ", _cpus));
        return true;
    }

    /// <summary>
    /// Gives up when a thread of the pinned caller's team has ended, for then another was made in its place. Some system calls; once a pass.
    /// Other callers' teams are none of its business: a shadow's, or that of a thread which has taken over and has not pinned yet.
    /// </summary>
    internal void Check()
    {
        if (_threads.Length == 0
            || _threads[0] != CpuAffinity.CurrentThread
            || Array.TrueForAll(_threads, CpuAffinity.IsAlive))
        {
            return;
        }

        _isGivenUp = true;
        _threads = [];
        _team!.Run(_ => CpuAffinity.TrySet(0, _cpus));
        ModelsLog.PinningGivenUp(logger);
    }
}
