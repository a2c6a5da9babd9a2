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

    private static torch.Tensor Sum(
        IReadOnlyList<torch.Tensor> teacher,
        IReadOnlyList<torch.Tensor> student,
        Func<torch.Tensor, torch.Tensor, torch.Tensor> distance)
    {
        using var scope = torch.NewDisposeScope();
        var total = distance(teacher[0], student[0]);
        for (var k = 1; k < teacher.Count; k++)
        {
            total = total + distance(teacher[k], student[k]);
        }

        return total.MoveToOuterDisposeScope();
    }

    private static torch.Tensor Distance(torch.Tensor a, torch.Tensor b) =>
        (1 - torch.nn.functional.cosine_similarity(a, b, 1, Epsilon)).mean();
}
