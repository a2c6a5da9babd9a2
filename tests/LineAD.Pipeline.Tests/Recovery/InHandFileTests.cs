using LineAD.Pipeline.Recovery;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Pipeline.Tests.Recovery;

public sealed class InHandFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("linead-inhand").FullName;

    [Fact]
    public void Open_FrameWasInHand_IsASuspect()
    {
        using (var first = Open())
        {
            first.Enter(1, 10);
            first.Leave(first.Enter(2, 10));
        }

        using var second = Open();
        second.Status(1, 10).ShouldBe(InHandStatus.Suspect);
        second.Status(1, 11).ShouldBe(InHandStatus.Clean);
        second.Status(2, 10).ShouldBe(InHandStatus.Clean);
    }

    [Fact]
    public void Open_InHandASecondTime_IsPoison()
    {
        Die(1);
        Die(1);
        using var third = Open();
        third.Status(1, 10).ShouldBe(InHandStatus.Poison);
    }

    [Fact]
    public void Open_SuspectNotSeenInBetween_IsStillASuspect()
    {
        Die(1);
        Open().Dispose();
        Die(1);
        using var last = Open();
        last.Status(1, 10).ShouldBe(InHandStatus.Poison);
    }

    [Fact]
    public void Clear_SuspectCameThrough_IsCleanForGood()
    {
        Die(1);
        using (var second = Open())
        {
            second.Leave(second.Enter(1, 10));
            second.Clear(1, 10);
        }

        using var third = Open();
        third.Status(1, 10).ShouldBe(InHandStatus.Clean);
    }

    [Fact]
    public void Enter_MoreThanTheFileHolds_GoesOnWithout()
    {
        using var file = Open();
        var slots = Enumerable.Range(1, 300).Select(i => file.Enter((ulong)i, 1)).ToArray();
        slots.Count(s => s < 0).ShouldBe(44);
        Array.ForEach(slots, file.Leave);
        file.Enter(1, 1).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Open_FolderCannotBeMade_RunsWithoutIt()
    {
        var path = Path.Combine(_directory, "file");
        File.WriteAllText(path, "");
        using var file = InHandFile.Open(Path.Combine(path, "sub"), NullLogger.Instance);
        file.Enter(1, 1).ShouldBe(-1);
        file.Status(1, 1).ShouldBe(InHandStatus.Clean);
    }

    public void Dispose() => Directory.Delete(_directory, true);

    private InHandFile Open() => InHandFile.Open(_directory, NullLogger.Instance);

    /// <summary>A process that dies with a frame in hand: nothing is left, nothing is flushed.</summary>
    private void Die(ulong id)
    {
        using var file = Open();
        file.Enter(id, 10);
    }
}
