using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Tests.Learning;

[Collection(TorchTests.Name)]
public sealed class AdapterSeparationTests
{
    /// <summary>Left column defect, right one good; adapted features are orthogonal to or equal to the clean ones.</summary>
    [Theory]
    [InlineData(true, false, 0)]
    [InlineData(false, false, AdapterSeparation.Margin)]
    [InlineData(true, true, 1)]
    [InlineData(false, true, AdapterSeparation.Margin + 1)]
    public void Loss_HandComputed_IsTheShortfallOfBothRegions(bool defectMoved, bool goodMoved, double expected)
    {
        using var scope = torch.NewDisposeScope();
        var clean = Map(moved: [false, false]);
        var adapted = Map(moved: [defectMoved, goodMoved]);
        var mask = torch.tensor([1f, 0]).view(1, 1, 1, 2);

        AdapterSeparation.Loss([clean], [adapted], mask).item<float>().ShouldBe((float)expected, 1e-5f);
    }

    [Fact]
    public void Loss_DefectUnmoved_HasAGradientThatMovesIt()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        var clean = torch.randn(1, 4, 2, 2);
        var adapted = clean.clone() + 0.1;
        adapted.requires_grad = true;
        AdapterSeparation.Loss([clean], [adapted], torch.ones(1, 1, 2, 2)).backward();
        adapted.grad!.abs().max().item<float>().ShouldBeGreaterThan(0);
    }

    private static torch.Tensor Map(bool[] moved) => torch.tensor(
        [moved[0] ? 0 : 1f, moved[1] ? 0 : 1f, moved[0] ? 1 : 0f, moved[1] ? 1 : 0f]).view(1, 2, 1, 2);
}
