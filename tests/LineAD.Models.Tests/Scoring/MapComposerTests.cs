using LineAD.Models.Scoring;
using TorchSharp;

namespace LineAD.Models.Tests.Scoring;

public sealed class MapComposerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(20)]
    public void Compose_ConstantMaps_StayConstantUpToTheEdges(double sigma)
    {
        using var scope = torch.NewDisposeScope();
        using var composer = new MapComposer([(8, 8), (4, 4)], 32, 32, sigma, torch.CPU);
        var map = composer.Compose([torch.full([2, 8, 8], 0.25f), torch.full([2, 4, 4], 0.5f)]);
        map.shape.ShouldBe([2, 32, 32]);
        map.min().item<float>().ShouldBe(0.75f, 1e-5f);
        map.max().item<float>().ShouldBe(0.75f, 1e-5f);
    }

    [Fact]
    public void Compose_WithoutBlur_EqualsBilinearInterpolation()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.rand(1, 6, 5);
        using var composer = new MapComposer([(6, 5)], 24, 40, 0, torch.CPU);
        var expected = torch.nn.functional.interpolate(
            x.unsqueeze(1), [24, 40], mode: torch.InterpolationMode.Bilinear, align_corners: false).squeeze(1);
        composer.Compose([x]).allclose(expected, 1e-5, 1e-6).ShouldBeTrue();
    }

    [Fact]
    public void Compose_OnePixel_BlursToTheGaussianWithItsMassKept()
    {
        using var scope = torch.NewDisposeScope();
        using var composer = new MapComposer([(65, 65)], 65, 65, 4, torch.CPU);
        var x = torch.zeros(1, 65, 65);
        x.narrow(1, 32, 1).narrow(2, 32, 1).fill_(1);
        var map = composer.Compose([x]);
        map.sum().item<float>().ShouldBe(1, 1e-5f);
        var ratio = map[0, 32, 36].item<float>() / map[0, 32, 32].item<float>();
        ratio.ShouldBe(MathF.Exp(-0.5f), 1e-4f);
    }

    [Fact]
    public void Of_TopPixels_IsTheMeanOfTheLargest()
    {
        using var maps = torch.tensor([1f, 4, 2, 3, 9, 0, 0, 0]).view(2, 2, 2);
        using var largest = ImageScore.Of(maps, 1);
        using var top = ImageScore.Of(maps, 2);
        largest.data<float>().ToArray().ShouldBe([4, 9]);
        top.data<float>().ToArray().ShouldBe([3.5f, 4.5f]);
    }

    [Theory]
    [InlineData(new[] { 1f, 0f }, new[] { 3f, 0f }, 0)]
    [InlineData(new[] { 1f, 0f }, new[] { 0f, 2f }, 1)]
    [InlineData(new[] { 1f, 1f }, new[] { -2f, -2f }, 2)]
    [InlineData(new[] { 3f, 4f }, new[] { 4f, 3f }, 0.04)]
    [InlineData(new[] { 0f, 0f }, new[] { 1f, 1f }, 1)]
    public void Map_TwoVectors_IsOneMinusCosine(float[] a, float[] b, double expected)
    {
        using var scope = torch.NewDisposeScope();
        var map = CosineDistance.Map(torch.tensor(a).view(1, 2, 1, 1), torch.tensor(b).view(1, 2, 1, 1));
        map.item<float>().ShouldBe((float)expected, 1e-6f);
    }
}
