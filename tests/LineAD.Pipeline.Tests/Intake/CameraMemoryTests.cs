using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Tests.Intake;

public class CameraMemoryTests
{
    private readonly CameraMemory _memory = new();

    [Fact]
    public void NoteSequence_ConsecutiveNumbers_NoGap() => Gaps(1, 2, 3).ShouldBe(0u);

    [Fact]
    public void NoteSequence_ThreeSkipped_Counted() => Gaps(5, 9).ShouldBe(3u);

    [Fact]
    public void NoteSequence_WrapsPastZero_NoGap() => Gaps(uint.MaxValue - 1, uint.MaxValue, 1, 2).ShouldBe(0u);

    [Fact]
    public void NoteSequence_WrapsWithOneSkipped_CountsOne() => Gaps(uint.MaxValue, 2).ShouldBe(1u);

    [Fact]
    public void NoteSequence_StragglerOrNone_NoGapAndNoStepBack() => Gaps(10, 9, 0, 11).ShouldBe(0u);

    [Fact]
    public void NoteSequence_CounterSetAnew_NoGap() => Gaps(4_000_000_000, 1, 2).ShouldBe(0u);

    [Fact]
    public void NoteImage_SamePictureUnderAnotherPart_IsARepeat()
    {
        _memory.NoteImage(7, 1).ShouldBeFalse();
        _memory.NoteImage(7, 1).ShouldBeFalse();
        _memory.NoteImage(7, 2).ShouldBeTrue();
        _memory.NoteImage(7, 3).ShouldBeTrue();
        _memory.NoteImage(8, 4).ShouldBeFalse();
        _memory.NoteImage(7, 5).ShouldBeFalse();
    }

    private uint Gaps(params uint[] numbers)
    {
        var gaps = 0u;
        foreach (var number in numbers)
        {
            gaps += _memory.NoteSequence(number);
        }

        return gaps;
    }
}
