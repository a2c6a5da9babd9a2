using static TorchSharp.torch;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class AutogradTests
{
    [Fact]
    public void Backward_SmallConvNet_MatchesFiniteDifferences()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var net = nn.Sequential(
            ("conv1", nn.Conv2d(2, 3, 3, padding: 1, dtype: ScalarType.Float64)),
            ("norm", nn.BatchNorm2d(3, dtype: ScalarType.Float64)),
            ("act", nn.LeakyReLU(0.1)),
            ("conv2", nn.Conv2d(3, 1, 3, stride: 2, dtype: ScalarType.Float64)));
        var x = randn(2, 2, 6, 6, ScalarType.Float64);
        var target = randn(2, 1, 2, 2, ScalarType.Float64);

        Loss(net, x, target).backward();

        const double Step = 1e-6;
        foreach (var (name, p) in net.named_parameters())
        {
            var index = p.numel() / 2;
            var slope = p.grad!.flatten()[index].item<double>();
            var flat = p.detach().view(-1);
            var value = flat[index].item<double>();
            flat[index] = tensor(value + Step);
            var above = Loss(net, x, target).item<double>();
            flat[index] = tensor(value - Step);
            var below = Loss(net, x, target).item<double>();
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
            is_inference_mode_enabled().ShouldBeTrue();
            (w * 2).requires_grad.ShouldBeFalse();
        }

        is_inference_mode_enabled().ShouldBeFalse();
        (w * 2).requires_grad.ShouldBeTrue();
    }

    private static Tensor Loss(nn.Module<Tensor, Tensor> net, Tensor x, Tensor target) =>
        nn.functional.mse_loss(net.call(x), target);
}
