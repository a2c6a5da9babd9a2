using LineAD.Core.Errors;
using LineAD.Models.Networks;

namespace LineAD.Training.Learning;

/// <summary>Recipes by architecture id.</summary>
public static class TrainingRecipes
{
    /// <summary>The recipe of an architecture.</summary>
    /// <exception cref="ModelBundleException">No recipe; the message lists the architectures that have one.</exception>
    public static ITrainingRecipe Get(string architecture) => architecture switch
    {
        Architecture.ReverseDistillation => new ReverseDistillationRecipe(),
        _ => throw new ModelBundleException(
            $"architecture '{architecture}' cannot be trained; use {Architecture.ReverseDistillation}"),
    };
}
