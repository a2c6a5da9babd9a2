namespace LineAD.Models.Networks.Blocks;

/// <summary>A layer that has an inference form.</summary>
internal interface IFoldable : IDisposable
{
    /// <summary>Takes that form, for good; called under no_grad, before the weights are freed.</summary>
    void Fold(FoldOptions options);
}
