using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Re-weights a map; the shape stays.</summary>
public interface IAttention
{
    /// <summary>The re-weighted map (N, C, H, W); the caller disposes of it.</summary>
    torch.Tensor Forward(torch.Tensor x);
}
