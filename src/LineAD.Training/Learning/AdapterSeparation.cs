using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>
/// How far adapted features of corrupted parts are from where they should be: the point-wise cosine distance to the clean
/// part's features should be 0 outside drawn defects and at least <see cref="Margin"/> on them (after the L1 target of URD).
/// </summary>
internal static class AdapterSeparation
{
    /// <summary>Distance at which a defect is far enough; orthogonal would be 1.</summary>
    internal const double Margin = 0.8;

    /// <summary>Sum over levels of the two regions' mean shortfalls; 0 when all is as it should be.</summary>
    /// <param name="clean">Teacher maps of the clean parts.</param>
    /// <param name="adapted">Adapted maps of the corrupted parts.</param>
    /// <param name="mask">1 on drawn defects, (N, 1, H, W).</param>
    internal static torch.Tensor Loss(
        IReadOnlyList<torch.Tensor> clean, IReadOnlyList<torch.Tensor> adapted, torch.Tensor mask)
    {
        using var scope = torch.NewDisposeScope();
        var total = torch.zeros(1);
        for (var k = 0; k < clean.Count; k++)
        {
            total = total + Level(clean[k].to(torch.float32), adapted[k].to(torch.float32), mask);
        }

        return total.sum().MoveToOuterDisposeScope();
    }

    // Cells that a defect covers in part belong to neither region.
    private static torch.Tensor Level(torch.Tensor clean, torch.Tensor adapted, torch.Tensor mask)
    {
        var cover = torch.nn.functional.adaptive_avg_pool2d(mask, [clean.shape[2], clean.shape[3]]).select(1, 0);
        var distance = 1 - torch.nn.functional.cosine_similarity(clean, adapted, 1);
        var defect = cover.gt(0.5).to(torch.float32);
        var good = cover.le(0).to(torch.float32);
        return Mean(distance, good) + Mean((Margin - distance).relu(), defect);
    }

    private static torch.Tensor Mean(torch.Tensor values, torch.Tensor region) =>
        (values * region).sum() / region.sum().clamp_min(1);
}
