using LineAD.Models.Serving;
using LineAD.Models.Tests.Networks.Blocks;

namespace LineAD.Models.Tests.Serving;

public class ConvCeilingTests
{
    [Fact]
    public void Measure_TwoPrecisions_GflopsOfEachInTheirOrder()
    {
        const double gflop = 2.0 * 8 * 64 * 64 * 64 * 64 * 9 / 1e9;
        var ceilings = ConvCeiling.Measure([Precision.Fp32, Precision.Bf16], time: new ScriptedTime(2, 1));
        ceilings.ShouldBe([gflop / 2, gflop], 1e-6);
    }
}
