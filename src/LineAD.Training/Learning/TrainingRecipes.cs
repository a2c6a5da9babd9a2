using LineAD.Core.Errors;
using LineAD.Models.Losses;
using LineAD.Models.Networks;
using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>Recipes by architecture id.</summary>
public static class TrainingRecipes
{
    private static readonly Dictionary<string, Func<ITrainingRecipe>> Makers = new(StringComparer.Ordinal)
    {
        [Architecture.ReverseDistillation] = () => new ReverseDistillationRecipe(MethodNotes.Rd),
        [Architecture.StuSeg] = () => new GuidedSegmentationRecipe(MethodNotes.StuSeg, CosineLoss.PointWise),
        [Architecture.FmgRd] = () => new ReverseDistillationRecipe(MethodNotes.FmgRd, worstShare: 0.1),
        [Architecture.Afkd] = () => new ReverseDistillationRecipe(MethodNotes.Afkd),
        [Architecture.NNet] = () => new BidirectionalRecipe(),
        [Architecture.PfadSeg] = () => new GuidedSegmentationRecipe(MethodNotes.PfadSeg, GlobalAndPointWise),
    };

    /// <summary>The recipe of an architecture.</summary>
    /// <exception cref="ModelBundleException">No recipe; the message lists the architectures that have one.</exception>
    public static ITrainingRecipe Get(string architecture) => Makers.TryGetValue(architecture, out var make)
        ? make()
        : throw new ModelBundleException(
            $"architecture '{architecture}' cannot be trained; use one of {string.Join(", ", Makers.Keys)}");

    private static torch.Tensor GlobalAndPointWise(
        IReadOnlyList<torch.Tensor> teacher, IReadOnlyList<torch.Tensor> student) =>
        CosineLoss.Global(teacher, student) + CosineLoss.PointWise(teacher, student);
}
