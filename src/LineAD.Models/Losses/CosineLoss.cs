using TorchSharp;

namespace LineAD.Models.Losses;

/// <summary>Distances between teacher and student maps for training; differentiable, summed over levels.</summary>
public static class CosineLoss
{
    private const double Epsilon = 1e-8;

    /// <summary>
    /// Σ over levels of the mean over the batch of 1 − cos between whole maps, flattened per image: what reverse
    /// distillation trains with (positions weigh as their feature norm).
    /// </summary>
    /// <param name="teacher">Maps (N, C, H, W) without gradient.</param>
    /// <param name="student">Maps of the same shapes.</param>
    /// <returns>A scalar, 0 to 2 per level.</returns>
    public static torch.Tensor Global(IReadOnlyList<torch.Tensor> teacher, IReadOnlyList<torch.Tensor> student) =>
        Sum(teacher, student, (t, s) => Distance(t.flatten(1), s.flatten(1)));

    /// <summary>Σ over levels of the mean over batch and positions of 1 − cos over channels (STFPM, DeSTSeg).</summary>
    /// <param name="teacher">Maps (N, C, H, W) without gradient.</param>
    /// <param name="student">Maps of the same shapes.</param>
    /// <returns>A scalar, 0 to 2 per level.</returns>
    public static torch.Tensor PointWise(IReadOnlyList<torch.Tensor> teacher, IReadOnlyList<torch.Tensor> student) =>
        Sum(teacher, student, Distance);

    /// <summary>
    /// The global cosine's value, but gradients of positions whose point-wise distance lies below a quantile count a tenth
    /// (hard mining of ReContrast, Guo et al. 2023, and Dinomaly, Guo et al. 2025).
    /// </summary>
    /// <param name="teacher">Maps (N, C, H, W) without gradient.</param>
    /// <param name="student">Maps of the same shapes.</param>
    /// <param name="quantile">Share of positions that are easy, 0 to below 1.</param>
    public static torch.Tensor HardMined(
        IReadOnlyList<torch.Tensor> teacher, IReadOnlyList<torch.Tensor> student, double quantile)
    {
        using var scope = torch.NewDisposeScope();
        var mixed = student.Select((map, k) => WithEasyDamped(Wide(teacher[k]), Wide(map), quantile)).ToArray();
        return Global(teacher, mixed).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Σ over levels of the mean over the batch of the mean of the largest point-wise distances of an image (the hard term
    /// of AAND, Tian et al. 2024).
    /// </summary>
    /// <param name="teacher">Maps (N, C, H, W) without gradient.</param>
    /// <param name="student">Maps of the same shapes.</param>
    /// <param name="count">Positions per image and level; fewer where the map has fewer.</param>
    public static torch.Tensor Worst(
        IReadOnlyList<torch.Tensor> teacher, IReadOnlyList<torch.Tensor> student, int count) =>
        Sum(teacher, student, (t, s) =>
        {
            var distances = (1 - torch.nn.functional.cosine_similarity(t, s, 1, Epsilon)).flatten(1);
            return distances.topk((int)Math.Min(count, distances.shape[1]), 1, true, false).values.mean();
        });

    private static torch.Tensor WithEasyDamped(torch.Tensor teacher, torch.Tensor student, double quantile)
    {
        const double EasyShare = 0.1;
        var still = student.detach();
        var distance = 1 - torch.nn.functional.cosine_similarity(teacher, still, 1, Epsilon).unsqueeze(1);
        var sorted = distance.flatten().sort().Values;
        var limit = sorted[(long)(quantile * sorted.numel())];
        var damped = (student * EasyShare) + (still * (1 - EasyShare));
        return torch.where(distance.lt(limit), damped, student);
    }

    private static torch.Tensor Sum(
        IReadOnlyList<torch.Tensor> teacher,
        IReadOnlyList<torch.Tensor> student,
        Func<torch.Tensor, torch.Tensor, torch.Tensor> distance)
    {
        using var scope = torch.NewDisposeScope();
        var total = distance(Wide(teacher[0]), Wide(student[0]));
        for (var k = 1; k < teacher.Count; k++)
        {
            total = total + distance(Wide(teacher[k]), Wide(student[k]));
        }

        return total.MoveToOuterDisposeScope();
    }

    // Sums over a whole map lose too much in bf16.
    private static torch.Tensor Wide(torch.Tensor map) =>
        map.dtype == torch.float32 ? map.alias() : map.to(torch.float32);

    private static torch.Tensor Distance(torch.Tensor a, torch.Tensor b) =>
        (1 - torch.nn.functional.cosine_similarity(a, b, 1, Epsilon)).mean();
}
