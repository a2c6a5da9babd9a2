using LineAD.Core.Errors;
using LineAD.Models.Networks.Afkd;
using LineAD.Models.Networks.FmgRd;
using LineAD.Models.Networks.NNet;
using LineAD.Models.Networks.PfadSeg;
using LineAD.Models.Networks.ReverseDistillation;
using LineAD.Models.Networks.StuSeg;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>The student architectures by their ids.</summary>
public static class Architecture
{
    /// <summary>Id of the baseline, reverse distillation.</summary>
    public const string ReverseDistillation = "rd";

    /// <summary>Id of STU-Seg.</summary>
    public const string StuSeg = "stu-seg";

    /// <summary>Id of FMG-RD.</summary>
    public const string FmgRd = "fmg-rd";

    /// <summary>Id of AFKD.</summary>
    public const string Afkd = "afkd";

    /// <summary>Id of N-Net.</summary>
    public const string NNet = "n-net";

    /// <summary>Id of PFADSeg.</summary>
    public const string PfadSeg = "pfadseg";

    private static readonly Dictionary<string, Maker> Makers = new(StringComparer.Ordinal)
    {
        [ReverseDistillation] = new((weights, teacher, _) => new RdStudent(weights, RdShape.For(teacher)), null),
        [StuSeg] = new(
            (weights, teacher, whole) => new StuSegStudent(weights, LevelShape.For(teacher), whole),
            Ablations.SelectiveFusion),
        [FmgRd] = new(
            (weights, teacher, whole) => new FmgRdStudent(weights, RdShape.For(teacher), whole), Ablations.FeatureMask),
        [Afkd] = new(
            (weights, teacher, whole) => new AfkdStudent(weights, RdShape.For(teacher), whole), Ablations.SpatialFusion),
        [NNet] = new((weights, teacher, whole) => new NNetStudent(weights, teacher, whole), Ablations.Filter),
        [PfadSeg] = new(
            (weights, teacher, whole) => new PfadSegStudent(weights, LevelShape.For(teacher), whole),
            Ablations.AdaptiveFusion),
    };

    private delegate Student Make(NetworkWeights weights, TeacherSpec teacher, bool whole);

    /// <summary>All ids.</summary>
    public static IReadOnlyList<string> Ids => [.. Makers.Keys];

    /// <summary>The module that an architecture can be built without; null for none.</summary>
    public static string? AblationOf(string id) => Makers.GetValueOrDefault(id)?.Ablation;

    /// <summary>Makes a student for a teacher.</summary>
    /// <param name="id">Architecture id.</param>
    /// <param name="teacher">Teacher whose taps it predicts.</param>
    /// <param name="device">Where its weights live.</param>
    /// <param name="initialise">False when weights will be loaded.</param>
    /// <param name="without">Module to leave out, see <see cref="AblationOf"/>; null for the whole method.</param>
    /// <exception cref="ModelBundleException">
    /// Unknown id, or a module that it does not have; the message lists those that exist.
    /// </exception>
    public static Student Create(
        string id, TeacherSpec teacher, torch.Device device, bool initialise = true, string? without = null)
    {
        if (!Makers.TryGetValue(id, out var maker))
        {
            throw new ModelBundleException($"architecture '{id}' is unknown; use one of {string.Join(", ", Ids)}");
        }

        return without is null || without == maker.Ablation
            ? maker.Make(new NetworkWeights(device, initialise), teacher, without is null)
            : throw new ModelBundleException(
                $"architecture '{id}' cannot do without '{without}'; leave out "
                + (maker.Ablation is { } module ? $"'{module}' or nothing" : "nothing"));
    }

    private sealed record Maker(Make Make, string? Ablation);
}
