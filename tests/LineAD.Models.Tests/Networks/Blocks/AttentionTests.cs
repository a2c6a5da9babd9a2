using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class AttentionTests
{
    private const int Channels = 32;

    [Theory]
    [InlineData("cbam")]
    [InlineData("eca")]
    public void Forward_InTraining_OnlyDampsAndTrainsEveryWeight(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        using var block = new BlockFixture();
        var attention = Make(kind, block);
        block.Weights.Training = true;
        var x = torch.randn(2, Channels, 7, 6);
        var y = attention.Forward(x);
        y.shape.ShouldBe(x.shape);
        (y.abs() <= x.abs()).all().item<bool>().ShouldBeTrue();
        block.ShouldTrain(y);
    }

    [Theory]
    [InlineData("cbam", false)]
    [InlineData("cbam", true)]
    [InlineData("eca", false)]
    [InlineData("eca", true)]
    public void Fold_AnyPrecision_KeepsTheOutputs(string kind, bool bf16)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        using var block = new BlockFixture();
        var attention = Make(kind, block);
        var x = torch.randn(2, Channels, 7, 6);
        block.ShouldFold(
            t => attention.Forward(ChannelsLast.Of(x.to(t))), bf16 ? torch.bfloat16 : torch.float32);
    }

    /// <summary>Means 1, 2, 3; weights (1, 0, −1): the gates are σ(0 − 2), σ(1 − 3), σ(2 − 0).</summary>
    [Fact]
    public void Eca_HandComputed_MixesNeighbouringChannels()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var attention = new EfficientChannelAttention(block.Root);
        block["mix.weight"].copy_(torch.tensor([1f, 0, -1]).view(1, 1, 3, 1));
        var y = attention.Forward(torch.tensor([1f, 2, 3]).view(1, 3, 1, 1));
        y.data<float>().ToArray().ShouldBe([Gate(-2), 2 * Gate(-2), 3 * Gate(2)], 1e-5f);
    }

    /// <summary>All weights zero: both gates are a half.</summary>
    [Fact]
    public void Cbam_ZeroWeights_QuartersTheMap()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var attention = new Cbam(block.Root, Channels);
        block["expand.weight"].zero_();
        block["spatial.conv.weight"].zero_();
        var x = torch.randn(1, Channels, 4, 4);
        attention.Forward(x).allclose(x / 4, 1e-5, 1e-6).ShouldBeTrue();
    }

    private static IAttention Make(string kind, BlockFixture block) =>
        kind == "cbam" ? new Cbam(block.Root, Channels) : new EfficientChannelAttention(block.Root);

    private static float Gate(float logit) => 1 / (1 + MathF.Exp(-logit));
}
