using LineAD.Pipeline.Intake;

namespace LineAD.Pipeline.Tests.Intake;

public class SourceClockTests
{
    private const double Offset = 5_000_000;
    private readonly SourceClock _clock = new();

    [Fact]
    public void Map_FirstFrame_IsItsReceipt() => Map(1000, 1010).ShouldBe(1010 + 0);

    [Fact]
    public void Map_LaterFrameDelayedMore_AgeIsTheExtraDelay()
    {
        Map(1000, 1010);
        Map(2000, 2050)!.Value.ShouldBe(2010, 1e-6);
    }

    [Fact]
    public void Map_AgeUnknownWithoutHistory_CannotBeProven() => Map(1000, 31_000, ageUnknown: true).ShouldBeNull();

    [Fact]
    public void Map_BacklogAfterFreshFrames_AgeIsKnown()
    {
        Map(1000, 1010);
        Map(2000, 33_000, ageUnknown: true)!.Value.ShouldBe(2010, 1e-6);
    }

    [Fact]
    public void Map_BacklogOnly_IsNoSampleForTheNext()
    {
        Map(1000, 31_000, ageUnknown: true);
        Map(1100, 31_001, ageUnknown: true).ShouldBeNull();
    }

    [Fact]
    public void Map_BacklogFrameFromTheFuture_IsItsReceipt()
    {
        Map(1000, 1010);
        Map(60_000, 2000, ageUnknown: true)!.Value.ShouldBe(2000, 1e-6);
    }

    [Fact]
    public void Map_ClockStepsBack_FallsBackToReceiptAndSaysSo()
    {
        Map(100_000, 100_010);
        _clock.Map(95_000, 100_110 + Offset, false, out var stepped).ShouldBe(100_110 + Offset);
        stepped.ShouldBeTrue();
    }

    [Fact]
    public void Map_ClockStepsForward_FallsBackToReceiptAndSaysSo()
    {
        Map(100_000, 100_010);
        _clock.Map(105_000, 100_110 + Offset, false, out var stepped).ShouldBe(100_110 + Offset);
        stepped.ShouldBeTrue();
        Map(105_100, 100_230)!.Value.ShouldBe(100_210, 1e-6);
    }

    [Fact]
    public void Map_BacklogAfterAnOutage_IsNoStep()
    {
        Map(100_000, 100_010);
        _clock.Map(100_100, 130_000 + Offset, false, out var stepped);
        stepped.ShouldBeFalse();
    }

    [Fact]
    public void Map_SmallestDelayIsOlderThanTenMinutes_IsForgotten()
    {
        Map(0, 5);
        Map(700_000, 700_050)!.Value.ShouldBe(700_050, 1e-6);
    }

    [Fact]
    public void Map_DriftWithinTenMinutes_KeepsTheSmallest()
    {
        for (var minute = 0; minute < 9; minute++)
        {
            Map(minute * 60_000, (minute * 60_000) + 10 + minute);
        }

        Map(540_000, 540_100)!.Value.ShouldBe(540_010, 1e-6);
    }

    private double? Map(double time, double receipt, bool ageUnknown = false)
    {
        var mapped = _clock.Map(time, receipt + Offset, ageUnknown, out _);
        return mapped - Offset;
    }
}
