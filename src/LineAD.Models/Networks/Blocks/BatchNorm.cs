using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Batch normalisation: running statistics outside training, batch statistics in it.</summary>
internal sealed class BatchNorm
{
    private const double Momentum = 0.1;
    private readonly NetworkWeights _weights;
    private readonly double _epsilon;
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly torch.Tensor _mean;
    private readonly torch.Tensor _variance;

    internal BatchNorm(WeightScope scope, int channels, double epsilon)
    {
        _weights = scope.Weights;
        _epsilon = epsilon;
        long[] shape = [channels];
        _scale = _weights.AddParameter(scope.Full("weight"), torch.ones(shape, device: _weights.Device));
        _shift = _weights.AddParameter(scope.Full("bias"), torch.zeros(shape, device: _weights.Device));
        _mean = _weights.AddStatistic(scope.Full("running_mean"), torch.zeros(shape, device: _weights.Device));
        _variance = _weights.AddStatistic(scope.Full("running_var"), torch.ones(shape, device: _weights.Device));
    }

    internal torch.Tensor Forward(torch.Tensor x) => torch.nn.functional.batch_norm(
        x, _mean, _variance, _scale, _shift, _weights.Training, Momentum, _epsilon);

    /// <summary>The same map as y = scale · x + shift per channel, from the running statistics.</summary>
    internal (torch.Tensor Scale, torch.Tensor Shift) Affine()
    {
        var scale = _scale / (_variance + _epsilon).sqrt();
        return (scale, _shift - (_mean * scale));
    }
}
