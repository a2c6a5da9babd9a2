using LineAD.Core.Errors;
using LineAD.Models.Networks.ReverseDistillation;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>The student architectures by their ids.</summary>
public static class Architecture
{
    /// <summary>Id of the baseline, reverse distillation.</summary>
    public const string ReverseDistillation = "rd";

    private static readonly Dictionary<string, Func<NetworkWeights, TeacherSpec, Student>> Makers =
        new(StringComparer.Ordinal)
        {
            [ReverseDistillation] = (weights, teacher) => new RdStudent(weights, RdShape.For(teacher)),
        };

    /// <summary>All ids.</summary>
    public static IReadOnlyList<string> Ids => [.. Makers.Keys];

    /// <summary>Makes a student for a teacher.</summary>
    /// <param name="id">Architecture id.</param>
    /// <param name="teacher">Teacher whose taps it predicts.</param>
    /// <param name="device">Where its weights live.</param>
    /// <param name="initialise">False when weights will be loaded.</param>
    /// <exception cref="ModelBundleException">Unknown id; the message lists those that exist.</exception>
    public static Student Create(string id, TeacherSpec teacher, torch.Device device, bool initialise = true) =>
        Makers.TryGetValue(id, out var make)
            ? make(new NetworkWeights(device, initialise), teacher)
            : throw new ModelBundleException($"architecture '{id}' is unknown; use one of {string.Join(", ", Ids)}");
}
