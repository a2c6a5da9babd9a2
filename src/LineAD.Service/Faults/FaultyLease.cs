using LineAD.Core.Scoring;

namespace LineAD.Service.Faults;

/// <summary>A lease whose group scores with faults.</summary>
internal sealed class FaultyLease(IModelLease inner, FaultyGroup group) : IModelLease
{
    /// <summary>The lease that the model knows.</summary>
    public IModelLease Inner => inner;

    /// <inheritdoc />
    public ModelInfo Info => inner.Info;

    /// <inheritdoc />
    public ITeacherGroup Group => group;

    /// <inheritdoc />
    public void Rehearse() => inner.Rehearse();

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();
}
