using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Changes of size inside networks: bilinear upwards (align_corners false), area mean downwards.</summary>
internal static class Resize
{
    /// <summary>The map at the height and width of <paramref name="target"/>; the caller disposes of it.</summary>
    internal static torch.Tensor Like(torch.Tensor x, torch.Tensor target) => To(x, target.shape[2], target.shape[3]);

    /// <summary>The map at a size; the caller disposes of it.</summary>
    internal static torch.Tensor To(torch.Tensor x, long height, long width)
    {
        if (x.shape[2] == height && x.shape[3] == width)
        {
            return x.alias();
        }

        return height > x.shape[2]
            ? torch.nn.functional.interpolate(x, [height, width], null, torch.InterpolationMode.Bilinear, false)
            : torch.nn.functional.adaptive_avg_pool2d(x, [height, width]);
    }
}
