using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>
/// EfficientNet-Lite0 (no squeeze-and-excitation, ReLU6, TensorFlow padding), blocks 0 to 10; taps after blocks 2, 4
/// and 10: 24, 40 and 112 channels.
/// </summary>
public sealed class LiteBackbone : Backbone
{
    private const double Epsilon = 1e-3;
    private const int StemChannels = 32;

    // Repeats, channels, expansion, kernel, stride of the stages up to the last tap.
    private static readonly (int Repeats, int Channels, int Expansion, int Kernel, int Stride)[] Stages =
        [(1, 16, 1, 3, 1), (2, 24, 6, 3, 2), (2, 40, 6, 5, 2), (3, 80, 6, 3, 2), (3, 112, 6, 5, 1)];

    private static readonly int[] TapBlocks = [2, 4, 10];
    private readonly ConvNorm _stem;
    private readonly InvertedResidual[] _blocks;

    /// <param name="weights">Where the weights are registered.</param>
    public LiteBackbone(NetworkWeights weights)
        : base(weights)
    {
        _stem = new ConvNorm(weights.Root, "stem", "stem_bn", new ConvSpec(3, StemChannels, 3)
        {
            Stride = 2,
            TensorFlowPadding = true,
            Epsilon = Epsilon,
            Activation = Activation.ReLU6,
        })
        {
            ReadsImage = true,
        };
        _blocks = [.. Blocks(weights.Root["blocks"])];
    }

    /// <inheritdoc />
    public override torch.Tensor[] Forward(torch.Tensor image)
    {
        var taps = new List<torch.Tensor>(TapBlocks.Length);
        var x = _stem.Forward(image);
        for (var k = 0; k < _blocks.Length; k++)
        {
            var y = _blocks[k].Forward(x);
            if (!taps.Contains(x))
            {
                x.Dispose();
            }

            x = y;
            if (TapBlocks.Contains(k))
            {
                taps.Add(x);
            }
        }

        return [.. taps];
    }

    private static IEnumerable<InvertedResidual> Blocks(WeightScope scope)
    {
        var (index, inputs) = (0, StemChannels);
        foreach (var stage in Stages)
        {
            for (var k = 0; k < stage.Repeats; k++)
            {
                var stride = k == 0 ? stage.Stride : 1;
                yield return new InvertedResidual(
                    scope[index++], inputs, stage.Channels, stage.Expansion, stage.Kernel, stride, Epsilon);
                inputs = stage.Channels;
            }
        }
    }
}
