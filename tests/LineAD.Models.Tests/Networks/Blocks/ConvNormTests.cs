using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class ConvNormTests
{
    [Theory]
    [InlineData(3, 2, 7, 4)]
    [InlineData(3, 2, 8, 4)]
    [InlineData(5, 2, 9, 5)]
    [InlineData(5, 1, 6, 6)]
    [InlineData(3, 1, 5, 5)]
    public void Forward_TensorFlowPadding_GivesCeilOfSizeByStride(int kernel, int stride, int size, int expected)
    {
        using var weights = new NetworkWeights(torch.CPU, true);
        var spec = new ConvSpec(2, 2, kernel) { Stride = stride, TensorFlowPadding = true };
        using var unit = new ConvNorm(weights.Root, "c", null, spec);
        using var x = torch.randn(1, 2, size, size);
        using var y = unit.Forward(x);
        y.shape.ShouldBe([1, 2, expected, expected]);
    }

    [Fact]
    public void Forward_TensorFlowPaddingStrideTwoEvenSize_PadsOnlyAfter()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var weights = new NetworkWeights(torch.CPU, false);
        using var unit = new ConvNorm(
            weights.Root, "c", null, new ConvSpec(1, 1, 3) { Stride = 2, TensorFlowPadding = true });
        weights.Tensors[0].Value.fill_(1);
        var y = unit.Forward(torch.ones(1, 1, 4, 4));
        y.data<float>().ToArray().ShouldBe([9, 6, 6, 4]);
    }

    [Theory]
    [InlineData(Activation.None)]
    [InlineData(Activation.ReLU)]
    [InlineData(Activation.ReLU6)]
    public void Fold_TrainedNorm_KeepsTheOutputs(Activation activation)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var weights = new NetworkWeights(torch.CPU, true);
        using var unit = new ConvNorm(weights.Root, "c", "n", new ConvSpec(4, 6, 3) { Activation = activation });
        weights.Training = true;
        unit.Forward((torch.randn(4, 4, 9, 9) * 3) + 1).Dispose();
        weights.Training = false;
        var x = torch.randn(2, 4, 9, 9) * 5;
        var expected = unit.Forward(x);
        unit.Fold(new FoldOptions(torch.float32, null));
        unit.Forward(x).allclose(expected, 1e-4, 1e-4).ShouldBeTrue();
    }

    [Fact]
    public void Fold_WithInput_EqualsNormalisedImageInside()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var weights = new NetworkWeights(torch.CPU, true);
        using var unit = new ConvNorm(weights.Root, "c", null, new ConvSpec(3, 4, 3)) { ReadsImage = true };
        float[] mean = [123.7f, 116.3f, 103.5f];
        float[] deviation = [58, 57, 56];
        var bytes = (torch.rand(1, 3, 8, 8) * 255).round();
        var normalised = (bytes - torch.tensor(mean).view(1, 3, 1, 1)) / torch.tensor(deviation).view(1, 3, 1, 1);
        var expected = unit.Forward(normalised);
        unit.Fold(new FoldOptions(torch.float32, new InputFold(mean, deviation, [124, 116, 104])));
        var y = unit.Forward(bytes - torch.tensor([124f, 116f, 104f]).view(1, 3, 1, 1));
        y.narrow(2, 1, 6).narrow(3, 1, 6).allclose(expected.narrow(2, 1, 6).narrow(3, 1, 6), 1e-4, 1e-4).ShouldBeTrue();

        // On the border zero padding stands for the rounded mean: at most half a grey level off.
        (y - expected).abs().max().item<float>().ShouldBeLessThan(0.1f);
    }
}
