using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>1 − cosine similarity over channels, for every position.</summary>
public static class CosineDistance
{
    // Keeps the quotient finite where a map is zero in all channels; its distance is then 1.
    private const double Epsilon = 1e-16;

    /// <summary>
    /// Distances of two maps (N, C, H, W) as (N, H, W), fp32, 0 to 2; sums run in fp32 whatever the precision.
    /// </summary>
    public static torch.Tensor Map(torch.Tensor a, torch.Tensor b)
    {
        using var scope = torch.NewDisposeScope();
        var dot = Dot(a, b);
        var norms = Dot(a, a).mul_(Dot(b, b)).clamp_(Epsilon).sqrt_();
        return dot.div_(norms).mul_(-1).add_(1).MoveToOuterDisposeScope();
    }

    private static torch.Tensor Dot(torch.Tensor a, torch.Tensor b)
    {
        using var product = a * b;
        return product.sum([1L], false, torch.float32);
    }
}
