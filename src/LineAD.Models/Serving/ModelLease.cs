using LineAD.Core.Scoring;

namespace LineAD.Models.Serving;

/// <summary>One use of a loaded model; disposing is idempotent.</summary>
internal sealed class ModelLease(LoadedModel model) : IModelLease
{
    private int _released;

    /// <inheritdoc />
    public ModelInfo Info => Model.Info;

    /// <inheritdoc />
    public ITeacherGroup Group => Model.Group;

    internal LoadedModel Model { get; } = model;

    /// <inheritdoc />
    public void Rehearse() => Model.Group.Rehearse(this);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            Model.Release();
        }
    }
}
