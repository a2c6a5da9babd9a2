using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>
/// A student with a segmentation head: the head looks at what the teacher sees and how the student agrees, and its logit is one
/// more map.
/// </summary>
public abstract class SegmentingStudent : Student
{
    // Where a map is zero in all channels the product is zero too, not NaN.
    private const double Epsilon = 1e-16;

    private protected SegmentingStudent(NetworkWeights weights)
        : base(weights)
    {
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> MapNames { get; } =
    [
        Scoring.MapNames.Discrepancy, Scoring.MapNames.Discrepancy, Scoring.MapNames.Discrepancy, Scoring.MapNames.Head,
    ];

    private protected abstract SegmentationHead Head { get; }

    /// <summary>Logits (N, h, w) of a defect, fp32, at the finest tap's size; the caller disposes of them.</summary>
    /// <param name="taps">Teacher maps.</param>
    /// <param name="outputs">What the student predicts for them.</param>
    public torch.Tensor Segment(IReadOnlyList<torch.Tensor> taps, IReadOnlyList<torch.Tensor> outputs)
    {
        using var scope = torch.NewDisposeScope();
        return Head.Forward(Evidence(taps, Products(taps, outputs))).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public override torch.Tensor[] Discrepancies(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var products = Products(taps, Forward(taps, image));
        var maps = products.Select(product => product.sum([1L], false, torch.float32).mul_(-1).add_(1))
            .Append(Head.Forward(Evidence(taps, products)));
        return [.. maps.Select(map => map.MoveToOuterDisposeScope())];
    }

    /// <summary>Channels of what the head sees of levels with so many channels.</summary>
    private protected static IReadOnlyList<int> EvidenceChannels(IEnumerable<int> taps) => [.. taps.Select(channels => 2 * channels)];

    // Products tell where teacher and student disagree, not what is there: a change of finish, say, that a student reproduces
    // leaves no trace in them. So the head sees the teacher's own directions, too.
    private static torch.Tensor[] Evidence(IReadOnlyList<torch.Tensor> taps, torch.Tensor[] products) =>
        [.. taps.Select((tap, k) => torch.cat([products[k], Scaled(tap)], 1))];

    // To unit length over √C: as large as the elements of a product of two unit vectors are.
    private static torch.Tensor Scaled(torch.Tensor tap) =>
        tap * (SquareNorm(tap) * tap.shape[1]).clamp_min(Epsilon).rsqrt().to(tap.dtype);

    /// <summary>Products of unit vectors in the maps' own precision; norms are summed in fp32.</summary>
    private static torch.Tensor[] Products(IReadOnlyList<torch.Tensor> taps, IReadOnlyList<torch.Tensor> outputs) =>
        [.. taps.Select((tap, k) => Product(tap, outputs[k]))];

    private static torch.Tensor Product(torch.Tensor a, torch.Tensor b)
    {
        using var scope = torch.NewDisposeScope();
        var scale = (SquareNorm(a) * SquareNorm(b)).clamp_min(Epsilon).rsqrt();
        return (a * b * scale.to(a.dtype)).MoveToOuterDisposeScope();
    }

    private static torch.Tensor SquareNorm(torch.Tensor x) => (x * x).sum([1L], true, torch.float32);
}
