using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Scoring;

/// <summary>
/// The leases of one batch: one per category and view, so that no batch mixes versions of a model (law 7).
/// </summary>
internal sealed class BatchLeases(IModelRegistry models) : IDisposable
{
    private readonly List<(string Category, string View, IModelLease? Lease)> _leases = [];

    /// <summary>
    /// The batch's lease for a category and view, acquired at its first use; null when no model serves it.
    /// </summary>
    public IModelLease? Get(string category, string view)
    {
        foreach (var known in _leases)
        {
            if (known.Category == category && known.View == view)
            {
                return known.Lease;
            }
        }

        var lease = models.TryAcquire(category, view);
        _leases.Add((category, view, lease));
        return lease;
    }

    public void Dispose()
    {
        foreach (var (_, _, lease) in _leases)
        {
            lease?.Dispose();
        }
    }
}
