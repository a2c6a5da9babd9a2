using LineAD.Core.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Models.Serving;

/// <summary>
/// Runs loads one at a time, each on a thread of its own: torch's guards are bound to threads, and a load must not hold a pool thread for
/// seconds. Beside models that serve it runs in the time that they leave, so that parts do not wait for a swap (law 7).
/// </summary>
internal sealed class LoadingThread(TimeSpan patience, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>
    /// Runs <paramref name="load"/>, which must leave nothing behind when it is canceled. Where the spare time does not suffice within the
    /// patience, it is canceled and run again with a thread's usual share: the new model may be the remedy for a line without any.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> says so.</exception>
    internal async Task<T> RunAsync<T>(Func<LoadTurn, T> load, bool besideOthers, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            using var limit = besideOthers ? new CancellationTokenSource(patience, time) : new CancellationTokenSource();
            try
            {
                return await OnItsOwnAsync(() => Run(load, besideOthers, limit.Token, cancellationToken), cancellationToken);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                ModelsLog.NoSpareTime(logger, patience.TotalSeconds);
                return await OnItsOwnAsync(() => load(new LoadTurn(false, cancellationToken)), cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static T Run<T>(Func<LoadTurn, T> load, bool besideOthers, CancellationToken limit, CancellationToken cancellationToken)
    {
        if (!besideOthers || !ThreadUrgency.Lower())
        {
            return load(new LoadTurn(false, cancellationToken));
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit, cancellationToken);
        return load(new LoadTurn(true, either.Token));
    }

    private static Task<T> OnItsOwnAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
