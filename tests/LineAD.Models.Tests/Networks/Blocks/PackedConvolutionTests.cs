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
            using var packed = new PackedConvolution(weight, bias, geometry, new MapSize(size, size));
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
        using var packed = new PackedConvolution(weight, bias, new ConvGeometry(1, 1, 1, 1, 1), new MapSize(12, 12));
        using var x = ChannelsLast.Of(torch.randn(2, 64, 12, 12));
        using var expected = packed.Forward(x);
        Parallel.For(0, 64, _ =>
        {
            using var inference = torch.inference_mode();
            using var y = packed.Forward(x);
            y.Equals(expected).ShouldBeTrue();
        });
    }

    [Fact]
    public void Forward_MapOfAnotherSize_IsRight()
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.no_grad();
        var weight = ChannelsLast.Of(torch.randn(192, 192, 3, 3));
        var bias = torch.randn(192);
        using var packed = new PackedConvolution(weight, bias, new ConvGeometry(1, 1, 1, 1, 1), new MapSize(64, 64));
        var x = ChannelsLast.Of(torch.randn(1, 192, 7, 5));
        Error(packed.Forward(x), torch.nn.functional.conv2d(x, weight, bias, [1, 1], [1, 1], [1, 1], 1)).ShouldBeLessThan(1e-5f);
    }

    [Fact]
    public void MayPay_FewWeightsOrAnotherType_IsFalse()
    {
        using var scope = torch.NewDisposeScope();
        PackedConvolution.MayPay(torch.zeros(64, 64, 3, 3)).ShouldBeTrue();
        PackedConvolution.MayPay(torch.zeros(64, 3, 7, 7)).ShouldBeFalse();
        PackedConvolution.MayPay(torch.zeros([64, 64, 3, 3], torch.float16)).ShouldBeFalse();
    }

    private static float Error(torch.Tensor y, torch.Tensor expected) =>
        ((y.to(torch.float32) - expected.to(torch.float32)).abs().max() / expected.to(torch.float32).abs().max()).item<float>();
}
