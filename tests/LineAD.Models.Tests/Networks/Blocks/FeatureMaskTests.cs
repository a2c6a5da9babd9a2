using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class FeatureMaskTests
{
    [Fact]
    public void Apply_TwoLevels_DropsTheSameRegionsOnBoth()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        var masked = new FeatureMask(4, 0.25, 0.25).Apply([torch.ones(3, 2, 16, 16), torch.ones(3, 5, 8, 8)]);
        var fine = torch.nn.functional.adaptive_avg_pool2d(masked[0].narrow(1, 0, 1), [4, 4]);
        var coarse = torch.nn.functional.adaptive_avg_pool2d(masked[1].narrow(1, 0, 1), [4, 4]);
        fine.allclose(coarse).ShouldBeTrue();
        fine.sum([1L, 2L, 3L]).data<float>().ToArray().ShouldBe([12, 12, 12]);
        masked[0].shape.ShouldBe([3, 2, 16, 16]);
    }

    [Fact]
    public void Apply_ManyDraws_DropsShareInRangeAndSilentRegionsMoreOften()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        var tap = torch.ones(1, 1, 8, 8);
        tap.narrow(3, 4, 4).fill_(3);
        var mask = new FeatureMask(8, 0.1, 0.4);
        var (left, right) = (0f, 0f);
        for (var draw = 0; draw < 200; draw++)
        {
            var dropped = mask.Apply([tap])[0].eq(0).to(torch.float32);
            dropped.mean().item<float>().ShouldBeInRange(0.08f, 0.42f);
            left += dropped.narrow(3, 0, 4).sum().item<float>();
            right += dropped.narrow(3, 4, 4).sum().item<float>();
        }

        left.ShouldBeGreaterThan(1.2f * right);
    }
}
