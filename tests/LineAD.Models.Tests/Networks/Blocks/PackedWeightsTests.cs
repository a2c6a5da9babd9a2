using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

/// <summary>Which way a convolution takes: the costs are scripted, the convolutions real.</summary>
public sealed class PackedWeightsTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();
    private readonly torch.Tensor _weight = ChannelsLast.Of(torch.randn(64, 64, 3, 3));
    private readonly torch.Tensor _bias = torch.randn(64);
    private readonly PackedWeights _weights;

    public PackedWeightsTests() => _weights = new PackedWeights(_weight, _bias, new ConvGeometry(1, 1, 1, 1, 1));

    public void Dispose()
    {
        _weights.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Tune_PackedIsFaster_UsesItForThatSizeAndAnyBatch()
    {
        _weights.For(Input(1, 8)).ShouldBeNull("nothing is packed before it was tried");
        Tune(Input(1, 8), 1, 0.5);
        _weights.For(Input(1, 8)).ShouldNotBeNull();
        _weights.For(Input(8, 8)).ShouldBeSameAs(_weights.For(Input(1, 8)));
        _weights.For(Input(1, 9)).ShouldBeNull();
        _weights.IsUsed.ShouldBeTrue();
    }

    [Fact]
    public void Tune_AsFastButForNoise_UsesIt()
    {
        Tune(Input(1, 8), 1, 1.04);
        _weights.For(Input(1, 8)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(2.0, 0.5)]
    [InlineData(0.5, 2.0)]
    public void Tune_PackedIsSlowerForOneBatch_LeavesTheSizeToThePlain(double alone, double together)
    {
        Tune(Input(1, 8), 1, alone);
        Tune(Input(4, 8), 1, together);
        Tune(Input(2, 8), 1, 0.1);
        _weights.For(Input(1, 8)).ShouldBeNull();
        _weights.For(Input(4, 8)).ShouldBeNull();
        _weights.IsUsed.ShouldBeFalse();
    }

    [Fact]
    public void Tune_SameShapeAgain_DoesNotMeasureAgain()
    {
        Tune(Input(1, 8), 1, 0.5);
        Tune(Input(1, 8), 1, 2);
        _weights.For(Input(1, 8)).ShouldNotBeNull();
    }

    [Fact]
    public void Tune_MoreSizesThanAreKept_LeavesThemToThePlain()
    {
        for (var size = 8; size < 8 + PackedWeights.MostSizes + 1; size++)
        {
            Tune(Input(1, size), 1, 0.5);
        }

        _weights.For(Input(1, 8 + PackedWeights.MostSizes - 1)).ShouldNotBeNull();
        _weights.For(Input(1, 8 + PackedWeights.MostSizes)).ShouldBeNull();
    }

    [Fact]
    public void Open_InsideAnotherAndOnAnotherThread_IsOnesOwn()
    {
        ConvTuning.Current.ShouldBeNull();
        using (var outer = ConvTuning.Open(TimeProvider.System))
        {
            using (var inner = ConvTuning.Open(TimeProvider.System))
            {
                ConvTuning.Current.ShouldBeSameAs(inner);
            }

            ConvTuning.Current.ShouldBeSameAs(outer);
            var other = ConvTuning.Current;
            var thread = new Thread(() => other = ConvTuning.Current);
            thread.Start();
            thread.Join();
            other.ShouldBeNull();
        }

        ConvTuning.Current.ShouldBeNull();
    }

    private static torch.Tensor Input(int batch, int size) => ChannelsLast.Of(torch.randn(batch, 64, size, size));

    private void Tune(torch.Tensor input, double plain, double packed)
    {
        using var mode = torch.no_grad();
        using var tuning = ConvTuning.Open(new ScriptedTime(plain, packed));
        _weights.Tune(tuning, input, () => torch.nn.functional.conv2d(input, _weight, _bias, [1, 1], [1, 1], [1, 1], 1));
    }
}
