using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class PackedConvolutionTests
{
    [Theory]
    [InlineData(64, 64, 3, 1, 1, 1, 16)]
    [InlineData(64, 128, 3, 2, 1, 1, 15)]
    [InlineData(256, 1024, 1, 1, 1, 1, 8)]
    [InlineData(64, 64, 3, 1, 18, 1, 16)]
    [InlineData(256, 256, 3, 1, 1, 8, 8)]
    [InlineData(16, 32, 8, 8, 1, 1, 64)]
    public void Forward_AnyGeometryTypeAndBatch_EqualsThePlainConvolution(
        int inputs, int outputs, int kernel, int stride, int dilation, int groups, int size)
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.no_grad();
        var rows = stride == kernel ? 0 : dilation * (kernel - 1) / 2;
        var geometry = new ConvGeometry(stride, rows, rows, dilation, groups);
        foreach (var type in new[] { torch.float32, torch.bfloat16 })
        {
            PackedConvolution.IsUsable(type).ShouldBeTrue();
            var weight = ChannelsLast.Of((torch.randn(outputs, inputs / groups, kernel, kernel) / kernel).to(type));
            var bias = torch.randn(outputs).to(type);
            using var packed = new PackedConvolution(weight, bias, geometry);
            foreach (var batch in new[] { 1, 3, 8 })
            {
                var x = ChannelsLast.Of(torch.randn(batch, inputs, size, size).to(type));
                var expected = torch.nn.functional.conv2d(
                    x, weight, bias, [stride, stride], [rows, rows], [dilation, dilation], groups);
                var y = packed.Forward(x);
                y.shape.ShouldBe(expected.shape);
                y.permute(0, 2, 3, 1).is_contiguous().ShouldBeTrue("channels-last");
                Error(y, expected).ShouldBeLessThan(type == torch.float32 ? 1e-5f : 0.01f);
            }
        }
    }

    [Fact]
    public void Forward_FromManyThreads_IsTheSame()
    {
        using var mode = torch.no_grad();
        using var weight = ChannelsLast.Of(torch.randn(64, 64, 3, 3));
        using var bias = torch.randn(64);
        using var packed = new PackedConvolution(weight, bias, new ConvGeometry(1, 1, 1, 1, 1));
        using var x = ChannelsLast.Of(torch.randn(2, 64, 12, 12));
        using var expected = packed.Forward(x);
        Parallel.For(0, 64, _ =>
        {
            using var inference = torch.inference_mode();
            using var y = packed.Forward(x);
            y.Equals(expected).ShouldBeTrue();
        });
    }

    [Theory]
    [InlineData(Activation.None)]
    [InlineData(Activation.ReLU)]
    [InlineData(Activation.ReLU6)]
    public void Fold_UnitOfManyWeights_KeepsTheOutputs(Activation activation)
    {
        using var block = new BlockFixture();
        var (x, small) = (ChannelsLast.Of(torch.randn(2, 64, 9, 9)), ChannelsLast.Of(torch.randn(2, 128, 5, 5)));
        var unit = new ConvNorm(block.Root["a"], "c", "n", new ConvSpec(64, 96, 3) { Stride = 2, Activation = activation });
        block.ShouldFold(type => unit.Forward(x.to(type)), torch.float32);

        using var other = new BlockFixture();
        var up = new UpConvNorm(other.Root["b"], "c", "n", new ConvSpec(128, 64, 2) { Activation = activation });
        other.ShouldFold(type => up.Forward(small.to(type)), torch.bfloat16);
    }

    [Fact]
    public void Forward_NotANumber_StaysOne()
    {
        using var block = new BlockFixture();
        using var guard = torch.no_grad();
        using var unit = new ConvNorm(block.Root, "c", null, new ConvSpec(64, 64, 3) { Activation = Activation.ReLU });
        unit.Fold(new FoldOptions(torch.bfloat16, null));
        using var y = unit.Forward(ChannelsLast.Of(torch.full([1, 64, 8, 8], float.NaN, torch.bfloat16)));
        y.to(torch.float32).data<float>().ToArray().ShouldAllBe(value => float.IsNaN(value));
    }

    [Fact]
    public void Pays_FewWeightsOrAnotherType_IsFalse()
    {
        using var scope = torch.NewDisposeScope();
        PackedConvolution.Pays(torch.zeros(64, 64, 3, 3)).ShouldBeTrue();
        PackedConvolution.Pays(torch.zeros(64, 3, 7, 7)).ShouldBeFalse();
        PackedConvolution.Pays(torch.zeros([64, 64, 3, 3], torch.float16)).ShouldBeFalse();
    }

    private static float Error(torch.Tensor y, torch.Tensor expected) =>
        ((y.to(torch.float32) - expected.to(torch.float32)).abs().max() / expected.to(torch.float32).abs().max()).item<float>();
}
