using System.Runtime.ExceptionServices;

namespace LineAD.Cli.Bench;

/// <summary>
/// Runs a measurement on a thread that ends with it. libgomp keeps a team of workers for every thread that ever computed, and with
/// more threads than cores in its teams lets them spin a hundredth as long: a thread left over makes what the next one measures slower.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs, waits, and returns what <paramref name="work"/> returns or throws what it throws.</summary>
    public static T Run<T>(Func<T> work)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            Name = "linead-bench",
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
