using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Makes one map of several of the same shape.</summary>
public interface ILevelFusion
{
    /// <summary>The fused map, in the shape of each input; the caller disposes of it.</summary>
    /// <param name="levels">Maps (N, C, H, W), as many as the fusion was made for.</param>
    torch.Tensor Forward(IReadOnlyList<torch.Tensor> levels);
}
