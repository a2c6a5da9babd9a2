using LineAD.Models.Scoring;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>
/// The trained side of an architecture. It sees the teacher's taps and, where it needs it, the image.
/// </summary>
public abstract class Student : Network
{
    private protected Student(NetworkWeights weights)
        : base(weights)
    {
    }

    /// <summary>What the student predicts for every tap, in the taps' shapes; the caller disposes of it.</summary>
    /// <param name="taps">Teacher maps (N, C, H, W), finest first.</param>
    /// <param name="image">Normalised image (N, 3, H, W); folded students get bytes minus offset instead.</param>
    public abstract torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image);

    /// <summary>Kind of every map that <see cref="Discrepancies"/> gives, see <see cref="Scoring.MapNames"/>.</summary>
    public virtual IReadOnlyList<string> MapNames { get; } =
        [Scoring.MapNames.Discrepancy, Scoring.MapNames.Discrepancy, Scoring.MapNames.Discrepancy];

    /// <summary>
    /// Discrepancy maps (N, h, w), fp32, one or more, each at its own size; the anomaly map is the sum of all of them
    /// at input size. By default 1 − cosine per tap.
    /// </summary>
    public virtual torch.Tensor[] Discrepancies(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        var outputs = Forward(taps, image);
        var maps = new torch.Tensor[outputs.Length];
        for (var k = 0; k < maps.Length; k++)
        {
            using var output = outputs[k];
            maps[k] = CosineDistance.Map(taps[k], output);
        }

        return maps;
    }
}
