using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class HeadTests
{
    [Theory]
    [InlineData("aspp")]
    [InlineData("head")]
    [InlineData("generator")]
    [InlineData("adapter")]
    [InlineData("attentive")]
    [InlineData("encoder")]
    public void Forward_InTraining_HasItsShapeAndTrainsEveryWeight(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        using var block = new BlockFixture();
        var (run, expected) = Make(kind, block);
        block.Weights.Training = true;
        var y = run(torch.float32);
        y.shape.ShouldBe(expected);
        block.ShouldTrain(y);
    }

    [Theory]
    [InlineData("aspp", false)]
    [InlineData("aspp", true)]
    [InlineData("head", false)]
    [InlineData("head", true)]
    [InlineData("generator", false)]
    [InlineData("generator", true)]
    [InlineData("adapter", false)]
    [InlineData("adapter", true)]
    [InlineData("attentive", false)]
    [InlineData("attentive", true)]
    [InlineData("encoder", false)]
    [InlineData("encoder", true)]
    public void Fold_AnyPrecision_KeepsTheOutputs(string kind, bool bf16)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        using var block = new BlockFixture();
        var (run, _) = Make(kind, block);
        block.ShouldFold(run, bf16 ? torch.bfloat16 : torch.float32);
    }

    /// <summary>An impulse through a dilated 3×3 convolution lands at distances of its rate.</summary>
    [Fact]
    public void Aspp_Impulse_SpreadsToTheRatesOnly()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var aspp = new Aspp(block.Root, 1);
        block["pooled.weight"].zero_();
        block["fuse.conv.weight"].zero_();
        block["fuse.conv.weight"].narrow(2, 1, 1).narrow(3, 1, 1).fill_(1);
        foreach (var k in Enumerable.Range(0, 3))
        {
            block[$"dilated.{k}.conv.weight"].fill_(1);
        }

        var x = torch.zeros(1, 1, 41, 41);
        x[0, 0, 20, 20] = torch.tensor(1f);
        var hits = aspp.Forward(x).gt(0.5);
        hits.sum().item<long>().ShouldBe(25);
        foreach (var distance in (int[])[0, 6, 12, 18])
        {
            hits[0, 0, 20 - distance, 20 + distance].item<bool>().ShouldBeTrue();
        }
    }

    [Fact]
    public void Adapter_FreshWeights_IsNearTheIdentity()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        torch.manual_seed(3);
        using var block = new BlockFixture();
        var adapter = new FeatureAdapter(block.Root, 24);
        var x = torch.randn(2, 24, 8, 8);
        var change = (adapter.Forward(x) - x).norm().item<float>() / x.norm().item<float>();
        change.ShouldBeInRange(0.001f, 0.3f);
    }

    [Fact]
    public void Generator_Unsigned_GivesNothingNegative()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var generator = new GenerationBlock(block.Root, 8, 4, false);
        generator.Forward(torch.randn(1, 8, 6, 6)).min().item<float>().ShouldBe(0);
    }

    private static (Func<torch.ScalarType, torch.Tensor> Run, long[] Shape) Make(string kind, BlockFixture block)
    {
        switch (kind)
        {
            case "aspp":
                var aspp = new Aspp(block.Root, 8);
                return (Run([8], aspp.Forward), [2, 8, 16, 16]);
            case "head":
                int[] taps = [8, 12, 20];
                var head = new SegmentationHead(block.Root, taps, 16, (s, w, n) => new SpatialFusion(s, w, n));
                return (RunAll(taps, head.Forward), [2, 16, 16]);
            case "generator":
                var generator = new GenerationBlock(block.Root, 8, 4, true);
                return (Run([8], generator.Forward), [2, 4, 16, 16]);
            case "adapter":
                var adapter = new FeatureAdapter(block.Root, 24);
                return (Run([24], adapter.Forward), [2, 24, 16, 16]);
            case "attentive":
                var attentive = ResidualBlocks.Attentive(block.Root, 24, 16, ResidualBlocks.Step.Up);
                return (Run([24], attentive.Forward), [2, 16, 32, 32]);
            default:
                var encoder = new StudentEncoder(block.Root, [8, 16]);
                return (Run([3], image => encoder.Forward(image)[1]), [2, 16, 2, 2]);
        }
    }

    private static Func<torch.ScalarType, torch.Tensor> Run(int[] channels, Func<torch.Tensor, torch.Tensor> forward) =>
        RunAll(channels, inputs => forward(inputs[0]));

    private static Func<torch.ScalarType, torch.Tensor> RunAll(
        int[] channels, Func<torch.Tensor[], torch.Tensor> forward)
    {
        var inputs = channels.Select((c, k) => torch.randn(2, c, 16 >> k, 16 >> k)).ToArray();
        return type => forward([.. inputs.Select(x => ChannelsLast.Of(x.to(type)))]);
    }
}
