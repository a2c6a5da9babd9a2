using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class AutogradTests
{
    [Fact]
    public void Backward_SmallConvNet_MatchesFiniteDifferences()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var weights = new Dictionary<string, Tensor>
        {
            ["conv1"] = Leaf(3, 2, 3, 3),
            ["bias"] = Leaf(3),
            ["norm"] = Leaf(3),
            ["shift"] = Leaf(3),
            ["conv2"] = Leaf(1, 3, 3, 3),
        };
        var x = randn(2, 2, 6, 6, ScalarType.Float64);
        var target = randn(2, 1, 2, 2, ScalarType.Float64);

        Loss(weights, x, target).backward();

        const double Step = 1e-6;
        foreach (var (name, p) in weights)
        {
            var index = p.numel() / 2;
            var slope = p.grad!.flatten()[index].item<double>();
            var flat = p.detach().view(-1);
            var value = flat[index].item<double>();
            flat[index] = tensor(value + Step);
            var above = Loss(weights, x, target).item<double>();
            flat[index] = tensor(value - Step);
            var below = Loss(weights, x, target).item<double>();
            flat[index] = tensor(value);
            slope.ShouldBe((above - below) / (2 * Step), 1e-6, name);
        }
    }

    [Fact]
    public void NoGrad_Nested_RestoresPreviousMode()
    {
        is_grad_enabled().ShouldBeTrue();
        using (no_grad())
        {
            is_grad_enabled().ShouldBeFalse();
            using (enable_grad())
            {
                is_grad_enabled().ShouldBeTrue();
            }

            is_grad_enabled().ShouldBeFalse();
        }

        is_grad_enabled().ShouldBeTrue();
    }

    [Fact]
    public void InferenceMode_Result_HasNoHistory()
    {
        using var scope = NewDisposeScope();
        var w = ones(3, requires_grad: true);
        using (inference_mode())
        {
            (w * 2).requires_grad.ShouldBeFalse();
        }

        (w * 2).requires_grad.ShouldBeTrue();
    }

    private static Tensor Leaf(params long[] shape) => randn(shape, ScalarType.Float64).requires_grad_();

    private static Tensor Loss(Dictionary<string, Tensor> w, Tensor x, Tensor target)
    {
        var y = conv2d(x, w["conv1"], w["bias"], padding: [1, 1]);
        y = batch_norm(y, zeros(3, dtype: ScalarType.Float64), ones(3, dtype: ScalarType.Float64), w["norm"], w["shift"], training: true).relu();
        var error = conv2d(y, w["conv2"], strides: [2, 2]) - target;
        return (error * error).mean();
    }
}
