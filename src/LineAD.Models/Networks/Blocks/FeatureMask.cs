using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Random masks over teacher features for training: a coarse grid, the same image regions on all levels, a share drawn
/// per call. Regions of low activation energy, which say little, are dropped a little more often.
/// </summary>
/// <param name="grid">Cells along each side.</param>
/// <param name="least">Smallest share dropped.</param>
/// <param name="most">Largest share dropped, below 1.</param>
public sealed class FeatureMask(int grid, double least, double most)
{
    // Against noise of 0 to 1: energy decides ties, it does not single out regions.
    private const double EnergyBias = 0.25;

    /// <summary>The maps with the dropped regions at 0; draws from torch's generator.</summary>
    /// <param name="taps">Maps (N, C, H, W), finest first.</param>
    public torch.Tensor[] Apply(IReadOnlyList<torch.Tensor> taps)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        var keep = Keep(taps[^1]);
        return [.. taps.Select(tap => (tap * Sized(keep, tap)).MoveToOuterDisposeScope())];
    }

    /// <summary>1 for cells that stay, 0 for dropped ones: (N, 1, grid, grid).</summary>
    private torch.Tensor Keep(torch.Tensor coarsest)
    {
        var (n, cells) = (coarsest.shape[0], grid * grid);
        var share = least + ((most - least) * torch.rand(1).item<float>());
        var dropped = Math.Clamp((int)Math.Round(share * cells), 1, cells - 1);
        var energy = coarsest.to(torch.float32).square().mean([1L], true);
        var cellEnergy = torch.nn.functional.adaptive_avg_pool2d(energy, [grid, grid]).reshape(n, cells);
        var relative = cellEnergy / cellEnergy.amax([1L], true).clamp_min(1e-12);
        var priority = torch.rand(n, cells) - (EnergyBias * relative);
        var (values, _) = priority.topk(dropped, 1, true, true);
        var last = values.narrow(1, dropped - 1, 1);
        return priority.lt(last).to(torch.float32).reshape(n, 1, grid, grid);
    }

    private static torch.Tensor Sized(torch.Tensor keep, torch.Tensor tap) =>
        torch.nn.functional.interpolate(keep, [tap.shape[2], tap.shape[3]]).to(tap.dtype);
}
