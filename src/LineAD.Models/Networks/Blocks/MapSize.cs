using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Height and width of a feature map, pixels.</summary>
internal readonly record struct MapSize(long Height, long Width)
{
    /// <summary>That of (N, C, H, W).</summary>
    internal static MapSize Of(torch.Tensor x) => x.shape is [_, _, var height, var width]
        ? new MapSize(height, width)
        : throw new ArgumentException($"four dimensions wanted, {x.shape.Length} found", nameof(x));
}
