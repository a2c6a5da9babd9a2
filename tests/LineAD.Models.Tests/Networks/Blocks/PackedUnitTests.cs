using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

/// <summary>Units whose inference form runs with packed weights, which the scripted clock makes the faster way.</summary>
public sealed class PackedUnitTests
{
    [Theory]
    [InlineData(Activation.None)]
    [InlineData(Activation.ReLU)]
    [InlineData(Activation.ReLU6)]
    public void Fold_Tuned_KeepsTheOutputs(Activation activation)
    {
        using var block = new BlockFixture();
        var (x, small) = (ChannelsLast.Of(torch.randn(2, 64, 9, 9)), ChannelsLast.Of(torch.randn(2, 128, 5, 5)));
        var unit = new ConvNorm(block.Root["a"], "c", "n", new ConvSpec(64, 96, 3) { Stride = 2, Activation = activation });
        block.ShouldFold(type => Tuned(unit, x.to(type)), torch.float32);
        unit.IsPacked.ShouldBeTrue();

        using var other = new BlockFixture();
        var up = new UpConvNorm(other.Root["b"], "c", "n", new ConvSpec(128, 64, 2) { Activation = activation });
        other.ShouldFold(type => Tuned(up, small.to(type)), torch.bfloat16);
        up.IsPacked.ShouldBeTrue();
    }

    [Fact]
    public void Fold_NotTuned_RunsThePlainConvolution()
    {
        using var block = new BlockFixture();
        using var guard = torch.no_grad();
        var unit = new ConvNorm(block.Root, "c", null, new ConvSpec(64, 64, 3));
        unit.Fold(new FoldOptions(torch.float32, null));
        unit.Forward(ChannelsLast.Of(torch.randn(1, 64, 8, 8))).Dispose();
        unit.IsPacked.ShouldBeFalse();
    }

    [Fact]
    public void Forward_NotANumber_StaysOne()
    {
        using var block = new BlockFixture();
        using var guard = torch.no_grad();
        var unit = new ConvNorm(block.Root, "c", null, new ConvSpec(64, 64, 3) { Activation = Activation.ReLU });
        unit.Fold(new FoldOptions(torch.bfloat16, null));
        using var y = Tuned(unit, ChannelsLast.Of(torch.full([1, 64, 8, 8], float.NaN, torch.bfloat16)));
        unit.IsPacked.ShouldBeTrue();
        y.to(torch.float32).data<float>().ToArray().ShouldAllBe(value => float.IsNaN(value));
    }

    private static torch.Tensor Tuned(ConvUnit unit, torch.Tensor x)
    {
        using var tuning = ConvTuning.Open(new ScriptedTime(1, 0.5));
        return unit.Forward(x);
    }
}
