namespace LineAD.Cli.Bench;

/// <summary>
/// Runs a measurement on a thread that ends with it. libgomp keeps a team of workers for every thread that ever computed, and with
/// more threads than cores in its teams lets them spin for less time: a thread left over makes what the next one measures slower.
/// </summary>
internal static class OwnThread
{
    /// <summary>Returns what <paramref name="work"/> returns, or throws what it throws.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc cref="RunAsync{T}" />
    public static Task RunAsync(Action work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
