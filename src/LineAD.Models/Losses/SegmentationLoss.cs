using TorchSharp;

namespace LineAD.Models.Losses;

/// <summary>Losses of segmentation heads; differentiable.</summary>
public static class SegmentationLoss
{
    private const double Gamma = 4;

    /// <summary>Focal loss plus L1 at equal weight, as DeSTSeg trains its head.</summary>
    /// <param name="logits">Logits (N, H, W).</param>
    /// <param name="target">1 on defects, else 0, same shape.</param>
    /// <returns>A scalar.</returns>
    public static torch.Tensor FocalAndL1(torch.Tensor logits, torch.Tensor target)
    {
        using var scope = torch.NewDisposeScope();
        return (Focal(logits, target, Gamma) + L1(logits, target)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Mean of (1 − p)^γ · cross-entropy, p the probability of the true class (Lin et al. 2017, without α): what is
    /// already right counts little.
    /// </summary>
    /// <param name="logits">Logits.</param>
    /// <param name="target">1 or 0, same shape.</param>
    /// <param name="gamma">γ, 0 for plain cross-entropy.</param>
    public static torch.Tensor Focal(torch.Tensor logits, torch.Tensor target, double gamma)
    {
        using var scope = torch.NewDisposeScope();
        var entropy = torch.nn.functional.binary_cross_entropy_with_logits(
            logits, target, null, torch.nn.Reduction.None);
        var defect = logits.sigmoid();
        var wrong = (defect * (1 - target)) + ((1 - defect) * target);
        return (wrong.clamp_min(1e-6).pow(gamma) * entropy).mean().MoveToOuterDisposeScope();
    }

    /// <summary>Mean of |probability − target|.</summary>
    /// <param name="logits">Logits.</param>
    /// <param name="target">1 or 0, same shape.</param>
    public static torch.Tensor L1(torch.Tensor logits, torch.Tensor target)
    {
        using var scope = torch.NewDisposeScope();
        return (logits.sigmoid() - target).abs().mean().MoveToOuterDisposeScope();
    }
}
