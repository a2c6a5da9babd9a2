using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

public sealed class MemoryFilterTests
{
    /// <summary>
    /// Slots along the axes; cosine 1 against 0 at temperature 0.1 leaves the other slot e⁻¹⁰, below the cut of a half.
    /// </summary>
    [Fact]
    public void Forward_OrthogonalSlots_GivesBackTheNearestSlotWhateverTheLength()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var memory = new MemoryFilter(block.Root, 2, 2);
        block["slots"].copy_(torch.tensor([2f, 0, 0, 3]).view(2, 2));
        var x = torch.tensor([10f, 0.1f, 0, 0.5f]).view(1, 2, 1, 2);
        memory.Forward(x).data<float>().ToArray().ShouldBe([2, 0, 0, 3], 1e-4f);
    }

    [Fact]
    public void Entropy_FirmAndTornAddresses_TellsThemApart()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var block = new BlockFixture();
        var memory = new MemoryFilter(block.Root, 2, 4);
        block["slots"].copy_(torch.tensor([1f, 0.9f, 0.9f, 1, -1, 0, 0, -1]).view(4, 2));
        memory.Entropy(torch.tensor([-1f, 0]).view(1, 2, 1, 1)).item<float>().ShouldBe(0, 1e-3f);
        memory.Entropy(torch.tensor([1f, 1]).view(1, 2, 1, 1)).item<float>().ShouldBe(MathF.Log(2), 1e-2f);
    }

    [Fact]
    public void Forward_InTraining_TrainsTheSlots()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        using var block = new BlockFixture();
        var memory = new MemoryFilter(block.Root, 8, 20);
        var y = memory.Forward(torch.randn(2, 8, 4, 3));
        y.shape.ShouldBe([2, 8, 4, 3]);
        block.ShouldTrain(y);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fold_AnyPrecision_KeepsTheOutputs(bool bf16)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        using var block = new BlockFixture();
        var memory = new MemoryFilter(block.Root, 8, 20);
        var x = torch.randn(2, 8, 4, 3);
        block.ShouldFold(t => memory.Forward(ChannelsLast.Of(x.to(t))), bf16 ? torch.bfloat16 : torch.float32);
    }
}
