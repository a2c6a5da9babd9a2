using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class LayerTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void BatchNorm2d_TrainThenEval_MatchesPyTorch()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(3, dtype: float64);
        using (no_grad())
        {
            norm.weight.copy_(tensor(new[] { 1.5, 0.5, -1.0 }));
            norm.bias!.copy_(tensor(new[] { 0.1, 0.2, 0.3 }));
        }

        var x = Wave(2, 3, 4, 5);
        Check(norm.call(x)[1, 2], "batch_norm", "train");
        Check(norm.running_mean!, "batch_norm", "running_mean");
        Check(norm.running_var!, "batch_norm", "running_var");
        norm.num_batches_tracked!.item<long>().ShouldBe(1);

        norm.eval();
        Check(norm.call(x)[1, 2], "batch_norm", "eval");
        norm.num_batches_tracked!.item<long>().ShouldBe(1);
    }

    [Fact]
    public void Functional_EachLayer_MatchesPyTorch()
    {
        using var scope = NewDisposeScope();
        var x = Wave(1, 4, 6, 6);
        var k = Wave(4, 2, 3, 3);
        var all = TensorIndex.Colon;
        var (front, back) = (x[all, TensorIndex.Slice(stop: 2)], x[all, TensorIndex.Slice(2)]);

        Check(interpolate(x, [9, 11], mode: InterpolationMode.Bilinear, align_corners: false)[0, 1], "layers", "bilinear");
        Check(conv_transpose2d(x, k, null, [2, 2], [1, 1], [1, 1])[0, 0, 3], "layers", "conv_transpose");
        Check(avg_pool2d(x, 3, 2, 1)[0, 2], "layers", "avg_pool");
        Check(cosine_similarity(front, back).flatten()[TensorIndex.Slice(stop: 6)], "layers", "cosine");
        Check(normalize(x)[0, all, 2, 3], "layers", "normalize");
        Check(x.flatten().quantile(tensor(new[] { 0.1, 0.5, 0.99 })), "layers", "quantile");
        Check(pad(x, (1, 2, 3, 1), PaddingModes.Reflect)[0, 0, 0], "layers", "reflect");
        smooth_l1_loss(front, back, beta: 0.5).item<double>().ShouldBe(Golden.Number("layers", "smooth_l1"), Tolerance);
        using var instance = nn.InstanceNorm2d(4, dtype: float64);
        Check(instance.call(x)[0, 1, 0], "layers", "instance_norm");
        Check(pixel_shuffle(x, 2)[0, 0, 3], "layers", "pixel_shuffle");
    }

    [Fact]
    public void Conv2d_Bf16ChannelsLast_StaysNearFp32AndKeepsItsLayout()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var x = randn(2, 16, 20, 20);
        var w = randn(24, 16, 3, 3);
        var expected = conv2d(x, w, padding: [1, 1]);

        var actual = conv2d(ChannelsLast(x.bfloat16()), ChannelsLast(w.bfloat16()), padding: [1, 1]);

        actual.stride()[1].ShouldBe(1);
        actual.dtype.ShouldBe(bfloat16);
        var error = (actual.@float() - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        error.ShouldBeLessThan(0.01f);
    }

    [Fact]
    public void Conv2d_PaddingModeReflect_EqualsPaddingFirst()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect, dtype: float64);
        var x = Wave(1, 2, 5, 5);

        var expected = conv2d(pad(x, [1, 1, 1, 1], PaddingModes.Reflect), conv.weight, conv.bias);

        conv.call(x).allclose(expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData(nn.init.NonlinearityType.ReLU, 1.4142135623730951)]
    [InlineData(nn.init.NonlinearityType.LeakyReLU, 1.4142135623730951)]
    [InlineData(nn.init.NonlinearityType.Linear, 1.0)]
    public void KaimingNormal_FanOut_HasTheExpectedDeviation(nn.init.NonlinearityType kind, double gain)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var w = empty(64, 32, 3, 3);

        nn.init.kaiming_normal_(w, mode: nn.init.FanInOut.FanOut, nonlinearity: kind);

        var expected = gain / Math.Sqrt(64 * 9);
        w.std().item<float>().ShouldBe((float)expected, (float)expected * 0.03f);
    }

    [Fact]
    public void Modules_EveryKind_GiveTheExpectedShape()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding: 1), nn.ReLU(inplace: true), nn.MaxPool2d(3, 2, 1), nn.Hardswish(), nn.ReLU6(),
            nn.Upsample(scale_factor: [2.0, 2.0], mode: UpsampleMode.Bilinear, align_corners: false), nn.Sigmoid(),
            nn.AvgPool2d(2), nn.Identity(), nn.PixelShuffle(2), nn.ConvTranspose2d(2, 4, 2, 2), nn.Dropout(0.1),
            nn.AdaptiveAvgPool2d(3), nn.Flatten(), nn.Linear(36, 5));

        net.call(randn(2, 3, 16, 16)).shape.ShouldBe([2, 5]);
    }

    internal static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor Wave(params long[] shape)
    {
        var count = shape.Aggregate((a, b) => a * b);
        return ((arange(count, dtype: float64) * 0.7).sin() * 2 + 0.25).reshape(shape);
    }

    private static void Check(Tensor actual, string group, string name) =>
        actual.flatten().data<double>().ToArray().ShouldBeClose(Golden.List(group, name), Tolerance);
}
