using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class LayerTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void BatchNorm_TrainThenEval_MatchesPyTorch()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (mean, variance) = (zeros(3, dtype: float64), ones(3, dtype: float64));
        var (weight, bias) = (tensor(new[] { 1.5, 0.5, -1.0 }), tensor(new[] { 0.1, 0.2, 0.3 }));
        var x = Wave(2, 3, 4, 5);

        Check(batch_norm(x, mean, variance, weight, bias, training: true)[1, 2], "batch_norm", "train");
        Check(mean, "batch_norm", "running_mean");
        Check(variance, "batch_norm", "running_var");
        Check(batch_norm(x, mean, variance, weight, bias, training: false)[1, 2], "batch_norm", "eval");
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
        Check(pad(x, (1, 2, 3, 1), PaddingModes.Reflect)[0, 0, 0], "layers", "reflect");
    }

    [Fact]
    public void Conv2d_Bf16ChannelsLast_StaysNearFp32AndKeepsItsLayout()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var x = randn(2, 16, 20, 20);
        var w = randn(24, 16, 3, 3);
        var expected = conv2d(x, w, padding: [1, 1]);

        var actual = conv2d(ChannelsLast(x.to(bfloat16)), ChannelsLast(w.to(bfloat16)), padding: [1, 1]);

        actual.stride()[1].ShouldBe(1);
        actual.dtype.ShouldBe(bfloat16);
        var error = (actual.to(float32) - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        error.ShouldBeLessThan(0.01f);
    }

    internal static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor Wave(params long[] shape)
    {
        var count = (int)shape.Aggregate((a, b) => a * b);
        return tensor(Enumerable.Range(0, count).Select(i => (Math.Sin(i * 0.7) * 2) + 0.25).ToArray()).reshape(shape);
    }

    private static void Check(Tensor actual, string group, string name) =>
        actual.flatten().data<double>().ToArray().ShouldBeClose(Golden.List(group, name), Tolerance);
}
