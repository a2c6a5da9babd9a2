using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class UpConvNormTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forward_AnyWeights_EqualsTransposedConvolution(bool fold)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var weights = new NetworkWeights(torch.CPU, true);
        using var unit = new UpConvNorm(weights.Root, "up", null, new ConvSpec(5, 3, 2) { Bias = true });
        weights.Tensors[1].Value.copy_(torch.randn(3));
        var x = torch.randn(2, 5, 4, 6);
        var expected = torch.nn.functional.conv_transpose2d(
            x, weights.Tensors[0].Value, weights.Tensors[1].Value, strides: [2, 2]);
        if (fold)
        {
            unit.Fold(new FoldOptions(torch.float32, null));
        }

        var y = unit.Forward(x);
        y.shape.ShouldBe([2, 3, 8, 12]);
        y.allclose(expected, 1e-5, 1e-6).ShouldBeTrue();
    }

    [Fact]
    public void Forward_InTraining_HasTheGradientOfTransposedConvolution()
    {
        using var scope = torch.NewDisposeScope();
        using var weights = new NetworkWeights(torch.CPU, true);
        using var unit = new UpConvNorm(weights.Root, "up", null, new ConvSpec(4, 3, 2));
        var own = weights.Tensors[0].Value;
        var other = own.detach().clone().requires_grad_();
        var (x, g) = (torch.randn(2, 4, 3, 3), torch.randn(2, 3, 6, 6));
        (unit.Forward(x) * g).sum().backward();
        (torch.nn.functional.conv_transpose2d(x, other, null, strides: [2, 2]) * g).sum().backward();
        own.grad!.allclose(other.grad!, 1e-4, 1e-5).ShouldBeTrue();
    }
}
