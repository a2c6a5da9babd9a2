using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class FusionTests
{
    private const int Channels = 16;

    public static TheoryData<string> Kinds => ["selective", "spatial", "concat", "scalar"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_InTraining_KeepsTheShapeAndTrainsEveryWeight(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        using var block = new BlockFixture();
        var fusion = Make(kind, block);
        block.Weights.Training = true;
        var y = fusion.Forward(Inputs(torch.float32));
        y.shape.ShouldBe([2, Channels, 6, 5]);

        // A bias of 8 ReLU units may by chance be cut off everywhere.
        block.ShouldTrain(y);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fold_Fp32_KeepsTheOutputs(string kind) => Fold(kind, torch.float32);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fold_Bf16_StaysClose(string kind) => Fold(kind, torch.bfloat16);

    [Fact]
    public void Selective_EqualLogits_IsTheMean()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var fusion = new SelectiveFusion(block.Root, Channels, 3);
        block["select.weight"].zero_();
        var inputs = Inputs(torch.float32);
        fusion.Forward(inputs).allclose((inputs[0] + inputs[1] + inputs[2]) / 3, 1e-5, 1e-6).ShouldBeTrue();
    }

    /// <summary>One channel, context 4 (2 + 2): logits 4·0 and 4·ln(3)/4, so the second input counts three quarters.</summary>
    [Fact]
    public void Selective_HandComputed_WeighsByTheGlobalContext()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var fusion = new SelectiveFusion(block.Root, 1, 2);
        block["squeeze.weight"].zero_();
        block["squeeze.weight"][0].fill_(1);
        block["select.weight"].zero_();
        block["select.weight"][1].fill_(Math.Log(3) / 4);
        var y = fusion.Forward([torch.full([1, 1, 2, 2], 0.0), torch.full([1, 1, 2, 2], 4.0)]);
        y.data<float>().ToArray().ShouldBe([3, 3, 3, 3], 1e-5f);
    }

    [Fact]
    public void Spatial_AnyInputs_WeighsEveryPositionToOne()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var fusion = new SpatialFusion(block.Root, Channels, 3);
        var weights = fusion.Weights(Inputs(torch.float32));
        weights.shape.ShouldBe([2, 3, 6, 5]);
        weights.sum([1L]).allclose(torch.ones(2, 6, 5)).ShouldBeTrue();
        (weights.min().item<float>() > 0).ShouldBeTrue();
        (weights.select(2, 0) - weights.select(2, 1)).abs().max().item<float>().ShouldBeGreaterThan(1e-4f);
    }

    [Fact]
    public void Scalar_HandComputed_IsTheSoftmaxOfItsLogits()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var fusion = new ScalarFusion(block.Root, 2);
        block["logits"].copy_(torch.tensor([0f, MathF.Log(3)]));
        var y = fusion.Forward([torch.full([1, 1, 1, 2], 4.0), torch.full([1, 1, 1, 2], 8.0)]);
        y.data<float>().ToArray().ShouldBe([7, 7], 1e-5f);
    }

    private static void Fold(string kind, torch.ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        using var block = new BlockFixture();
        var fusion = Make(kind, block);
        torch.manual_seed(3);
        var inputs = Inputs(torch.float32);
        block.ShouldFold(t => fusion.Forward([.. inputs.Select(x => ChannelsLast.Of(x.to(t)))]), type);
    }

    private static ILevelFusion Make(string kind, BlockFixture block) => kind switch
    {
        "selective" => new SelectiveFusion(block.Root, Channels, 3),
        "spatial" => new SpatialFusion(block.Root, Channels, 3),
        "concat" => new ConcatFusion(block.Root, Channels, 3),
        _ => new ScalarFusion(block.Root, 3),
    };

    private static torch.Tensor[] Inputs(torch.ScalarType type) =>
        [.. Enumerable.Range(0, 3).Select(k => (torch.randn(2, Channels, 6, 5) + k).to(type))];
}
