using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// 1×1 expansion, depthwise convolution, linear 1×1 projection (Sandler et al. 2018), TensorFlow padding, ReLU6.
/// </summary>
public sealed class InvertedResidual
{
    private readonly List<ConvUnit> _path = [];
    private readonly bool _residual;

    /// <param name="scope">Where expand, dw and project hang.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="expansion">Widening of the middle; 1 leaves the expansion out.</param>
    /// <param name="kernel">Kernel of the depthwise convolution.</param>
    /// <param name="stride">Stride of the depthwise convolution.</param>
    /// <param name="epsilon">Epsilon of the batch-norms.</param>
    public InvertedResidual(
        WeightScope scope, int inputs, int outputs, int expansion, int kernel, int stride, double epsilon)
    {
        var middle = inputs * expansion;
        if (expansion > 1)
        {
            _path.Add(new ConvNorm(scope, "expand", "expand_bn", new ConvSpec(inputs, middle, 1)
            {
                Epsilon = epsilon,
                Activation = Activation.ReLU6,
            }));
        }

        _path.Add(new ConvNorm(scope, "dw", "dw_bn", new ConvSpec(middle, middle, kernel)
        {
            Stride = stride,
            Groups = middle,
            TensorFlowPadding = true,
            Epsilon = epsilon,
            Activation = Activation.ReLU6,
        }));
        _path.Add(new ConvNorm(scope, "project", "project_bn", new ConvSpec(middle, outputs, 1) { Epsilon = epsilon }));
        _residual = stride == 1 && inputs == outputs;
    }

    /// <summary>Applies the block.</summary>
    public torch.Tensor Forward(torch.Tensor x)
    {
        var y = _path[0].Forward(x);
        for (var k = 1; k < _path.Count; k++)
        {
            using var previous = y;
            y = _path[k].Forward(previous);
        }

        return _residual ? y.add_(x) : y;
    }
}
