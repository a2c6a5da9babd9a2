using LineAD.Models.Teachers;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Teaching;

/// <summary>
/// One linear map per level from the new teacher's features to the old one's, each channel standardised. They are
/// thrown away afterwards: what has to be in the features for a linear map to find it stays.
/// </summary>
internal sealed class DistillationHeads : IDisposable
{
    private readonly Parameter[] _weights;
    private readonly Parameter[] _biases;
    private readonly torch.Tensor[] _means;
    private readonly torch.Tensor[] _deviations;

    /// <param name="from">Taps of the new teacher.</param>
    /// <param name="samples">Maps of the old teacher (N, C, H, W) per level, for the statistics.</param>
    public DistillationHeads(IReadOnlyList<TapSpec> from, IReadOnlyList<torch.Tensor> samples)
    {
        _means = [.. samples.Select(map => map.mean([0L, 2L, 3L], true).DetachFromDisposeScope())];
        _deviations = [.. samples.Select(map => Deviation(map).DetachFromDisposeScope())];
        _weights = [.. samples.Select((map, level) => Weight(map.shape[1], from[level].Channels))];
        _biases = [.. samples.Select(map => Kept(torch.zeros([map.shape[1]])))];
    }

    public IEnumerable<Parameter> Parameters => _weights.Concat(_biases);

    /// <summary>Σ over levels of the mean squared error on standardised channels.</summary>
    public torch.Tensor Loss(IReadOnlyList<torch.Tensor> features, IReadOnlyList<torch.Tensor> targets)
    {
        using var scope = torch.NewDisposeScope();
        var total = torch.zeros([]);
        for (var level = 0; level < features.Count; level++)
        {
            var output = torch.nn.functional.conv2d(features[level].to(torch.float32), _weights[level], _biases[level]);
            var target = (targets[level] - _means[level]) / _deviations[level];
            total = total + (output - target).pow(2).mean();
        }

        return total.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (var tensor in Parameters.Concat(_means).Concat(_deviations))
        {
            tensor.Dispose();
        }
    }

    private static torch.Tensor Deviation(torch.Tensor map)
    {
        using var centred = map - map.mean([0L, 2L, 3L], true);
        using var variance = centred.pow(2).mean([0L, 2L, 3L], true);
        return variance.sqrt().add_(1e-6);
    }

    private static Parameter Weight(long outputs, int inputs) =>
        Kept(torch.randn([outputs, inputs, 1, 1]).mul_(Math.Sqrt(1.0 / inputs)));

    private static Parameter Kept(torch.Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
