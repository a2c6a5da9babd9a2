using LineAD.Models.Networks.Blocks;
using LineAD.Models.Networks.ReverseDistillation;
using LineAD.Models.Scoring;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Networks.NNet;

/// <summary>
/// N-Net (Li et al., Acta Electronica Sinica 2025), our reconstruction: both a student that sees the image (forward) and
/// one that restores from a filtered code (reverse) predict the teacher's taps after adaptation to the parts. Only the
/// abstract was available to us.
/// </summary>
public sealed class NNetStudent : Student
{
    private readonly FeatureAdapter[] _adapters;
    private readonly ForwardBranch _forward;
    private readonly ReverseBranch _reverse;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="teacher">Its teacher.</param>
    /// <param name="whole">False without <see cref="Ablations.Filter"/>.</param>
    public NNetStudent(NetworkWeights weights, TeacherSpec teacher, bool whole)
        : base(weights)
    {
        _adapters = [.. teacher.Taps.Select((tap, k) => new FeatureAdapter(weights.Root["adapters"][k], tap.Channels))];
        _forward = new ForwardBranch(weights.Root["forward"], LevelShape.For(teacher));
        var shape = RdShape.For(teacher) with { LinearOutputs = true };
        _reverse = new ReverseBranch(weights.Root["reverse"], shape, whole);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> MapNames { get; } =
    [
        .. Enumerable.Repeat(Scoring.MapNames.Forward, 3), .. Enumerable.Repeat(Scoring.MapNames.Reverse, 3),
    ];

    /// <summary>The taps adapted to the parts; the caller disposes of them.</summary>
    public torch.Tensor[] Adapt(IReadOnlyList<torch.Tensor> taps) =>
        [.. taps.Select((tap, k) => _adapters[k].Forward(tap))];

    /// <summary>What both branches make of adapted taps, and the filters' entropy (null without filters).</summary>
    /// <param name="adapted">Adapted taps.</param>
    /// <param name="image">Normalised image (N, 3, H, W).</param>
    /// <param name="wantsEntropy">True in training; else the entropy is null.</param>
    public (torch.Tensor[] Forward, torch.Tensor[] Reverse, torch.Tensor? Entropy) Branches(
        IReadOnlyList<torch.Tensor> adapted, torch.Tensor image, bool wantsEntropy)
    {
        using var typed = image.dtype == adapted[0].dtype ? image.alias() : image.to(adapted[0].dtype);
        var (reverse, entropy) = _reverse.Forward(adapted, wantsEntropy);
        return (_forward.Forward(typed), reverse, entropy);
    }

    /// <inheritdoc />
    /// <remarks>What the reverse branch restores.</remarks>
    public override torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var (maps, _) = _reverse.Forward(Adapt(taps), false);
        return [.. maps.Select(map => map.MoveToOuterDisposeScope())];
    }

    /// <inheritdoc />
    public override torch.Tensor[] Discrepancies(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var adapted = Adapt(taps);
        var (forward, reverse, _) = Branches(adapted, image, false);
        var maps = forward.Concat(reverse).Select((map, k) => CosineDistance.Map(adapted[k % adapted.Length], map));
        return [.. maps.Select(map => map.MoveToOuterDisposeScope())];
    }
}
