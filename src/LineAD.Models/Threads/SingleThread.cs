using TorchSharp;

namespace LineAD.Models.Threads;

/// <summary>
/// Computes with the calling thread alone, for measurements that must not depend on where the scheduler puts the others: at the start of
/// a process it often leaves two of a team on one core for longer than any measurement takes.
/// </summary>
internal static class SingleThread
{
    // libtorch shares a smaller operator's work among no threads.
    private const int LargeOperator = 1 << 20;

    /// <summary>Returns what <paramref name="work"/> returns. Where the team is not libgomp's, its threads take part all the same.</summary>
    internal static T Run<T>(Func<T> work)
    {
        // libtorch sets a thread's number of threads at its first large operator: here, and not in the midst of the work.
        torch.ones(LargeOperator).Dispose();
        return OpenMpTeam.Find() is { } team ? team.Alone(work) : work();
    }
}
