using System.Runtime.CompilerServices;
using LineAD.Core.Errors;
using LineAD.Core.Scoring;

namespace LineAD.Service.Faults;

/// <summary>A registry whose groups score with faults, and whose store of models can be on a full disk.</summary>
internal sealed class FaultyRegistry(IModelRegistry inner, FaultBoard faults) : IModelRegistry, IDisposable
{
    // One wrapper a group: the batcher tells groups apart by reference too.
    private readonly ConditionalWeakTable<ITeacherGroup, FaultyGroup> _groups = [];

    /// <inheritdoc />
    public IReadOnlyList<ModelInfo> Serving => inner.Serving;

    /// <inheritdoc />
    public IModelLease? TryAcquire(string category, string view) =>
        inner.TryAcquire(category, view) is { } lease
            ? new FaultyLease(lease, _groups.GetValue(lease.Group, g => new FaultyGroup(g, faults)))
            : null;

    /// <inheritdoc />
    public Task<ModelInfo> ActivateAsync(string category, string view, int version, CancellationToken cancellationToken)
    {
        ThrowIfDiskFull();
        return inner.ActivateAsync(category, view, version, cancellationToken);
    }

    /// <inheritdoc />
    public Task<ModelInfo> RollBackAsync(string category, string view, CancellationToken cancellationToken)
    {
        ThrowIfDiskFull();
        return inner.RollBackAsync(category, view, cancellationToken);
    }

    /// <inheritdoc />
    public IReadOnlyList<ModelInfo> Shadows => inner.Shadows;

    /// <inheritdoc />
    public IModelLease? TryAcquireShadow(string category, string view) => inner.TryAcquireShadow(category, view);

    /// <inheritdoc />
    public Task<ModelInfo> ShadowAsync(string category, string view, int version, CancellationToken cancellationToken) =>
        inner.ShadowAsync(category, view, version, cancellationToken);

    /// <inheritdoc />
    public bool EndShadow(string category, string view) => inner.EndShadow(category, view);

    /// <inheritdoc />
    public void Dispose() => (inner as IDisposable)?.Dispose();

    private void ThrowIfDiskFull()
    {
        if (faults.IsDiskFull)
        {
            throw new ModelBundleException("the active version can not be written: No space left on device (injected)");
        }
    }
}
