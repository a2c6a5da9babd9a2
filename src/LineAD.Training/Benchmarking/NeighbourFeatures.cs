using LineAD.Imaging;
using LineAD.Training.Learning;
using LineAD.Training.Runs;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace LineAD.Training.Benchmarking;

/// <summary>
/// Patch features of PatchCore (Roth et al., CVPR 2022): the taps at strides 8 and 16, averaged over 3 × 3, the coarser one
/// brought to the finer one's size, side by side.
/// </summary>
internal sealed class NeighbourFeatures(TrainingTeacher teacher)
{
    private const int Neighbourhood = 3;

    /// <summary>Features (patches of all images, channels), fp32, image by image, row by row.</summary>
    public torch.Tensor Of(IReadOnlyList<RgbImage> images)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var features = new TeacherFeatures(teacher.Spec, teacher.Network, images, torch.float32, 0);
        var taps = features.Taps([.. Enumerable.Range(0, images.Count)]);
        var (fine, coarse) = (Smoothed(taps[1]), Smoothed(taps[2]));
        coarse = functional.interpolate(
            coarse, [fine.shape[2], fine.shape[3]], mode: torch.InterpolationMode.Bilinear, align_corners: false);
        var all = torch.cat([fine, coarse], 1);
        return all.permute(0, 2, 3, 1).reshape(-1, all.shape[1]).contiguous().MoveToOuterDisposeScope();
    }

    private static torch.Tensor Smoothed(torch.Tensor map) => functional.avg_pool2d(
        map.contiguous(), [Neighbourhood, Neighbourhood], [1L, 1L], [1L, 1L], count_include_pad: false);
}
