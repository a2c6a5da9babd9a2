using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;

namespace LineAD.Pipeline;

/// <summary>The end of the open parts when the service stops.</summary>
internal static class PipelineDrain
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(PipelineParts parts, CancellationToken cancellationToken)
    {
        parts.Batcher.Flush();
        await WaitAsync(parts, parts.Options.DrainTimeoutMs, cancellationToken).ConfigureAwait(false);
        foreach (var part in parts.Table.ToArray())
        {
            parts.Lifecycle.DecideNow(part, LateCause.Shutdown);
        }

        // The policy's decisions get the time that a sink needs; what it does not confirm by then is closed as such.
        await WaitAsync(parts, 1000, cancellationToken).ConfigureAwait(false);
        foreach (var part in parts.Table.ToArray())
        {
            if (part.Phase == PartPhase.Decided)
            {
                parts.Lifecycle.GiveUpWaiting(part);
            }
        }

        // Their acknowledgements wait for the journal.
        var until = parts.Clock.Now + parts.Clock.Ticks(2000);
        while (parts.Ledger.Unacknowledged > 0 && parts.Clock.Now < until && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Step, parts.Clock.Provider, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task WaitAsync(PipelineParts parts, double milliseconds, CancellationToken cancellationToken)
    {
        var until = parts.Clock.Now + parts.Clock.Ticks(milliseconds);
        while (parts.Table.Count > 0 && parts.Clock.Now < until && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Step, parts.Clock.Provider, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
