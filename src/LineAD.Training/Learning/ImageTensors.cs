using LineAD.Imaging;
using LineAD.Models.Teachers;
using LineAD.Training.Synthesis;
using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>Pictures as tensors.</summary>
internal static class ImageTensors
{
    /// <summary>(grey level − mean) / deviation, (N, 3, H, W), fp32, channels-last.</summary>
    public static torch.Tensor Normalised(IReadOnlyList<RgbImage> images, Preprocessing preprocessing)
    {
        using var scope = torch.NewDisposeScope();
        var (height, width) = (images[0].Height, images[0].Width);
        var bytes = torch.empty([images.Count, height, width, 3], torch.uint8);
        for (var i = 0; i < images.Count; i++)
        {
            var pixels = images[i].Pixels;
            pixels.CopyTo(bytes.bytes.Slice(i * pixels.Length, pixels.Length));
        }

        var mean = torch.tensor(preprocessing.Mean.ToArray());
        var deviation = torch.tensor(preprocessing.Deviation.ToArray());
        var values = bytes.to(torch.float32).sub(mean).div(deviation);
        return values.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>Masks as 0 and 1, (N, 1, H, W), fp32.</summary>
    public static torch.Tensor Masks(IReadOnlyList<SyntheticAnomaly> drawn)
    {
        using var scope = torch.NewDisposeScope();
        var values = drawn.SelectMany(one => one.Mask).ToArray();
        var (height, width) = (drawn[0].Image.Height, drawn[0].Image.Width);
        return torch.tensor(values).view(drawn.Count, 1, height, width).to(torch.float32).MoveToOuterDisposeScope();
    }

    /// <summary>The same values with channels innermost in memory.</summary>
    public static torch.Tensor ChannelsLast(torch.Tensor x)
    {
        using var rows = x.permute(0, 2, 3, 1);
        using var packed = rows.contiguous();
        return packed.permute(0, 3, 1, 2);
    }
}
