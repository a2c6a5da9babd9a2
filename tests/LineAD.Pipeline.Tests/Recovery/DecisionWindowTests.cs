using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Pipeline.Recovery;

namespace LineAD.Pipeline.Tests.Recovery;

/// <summary>The de-duplication window: bounded by time and by count (law 6), and it forgets nothing before.</summary>
public sealed class DecisionWindowTests
{
    private const int Most = 3;
    private const long Lifetime = 100;
    private readonly DecisionWindow _window = new(Lifetime, Most);

    [Fact]
    public void Find_WithinTheLifetime_IsThere()
    {
        var old = Set(1, at: 0);
        Set(2, at: Lifetime);

        _window.Find(1).ShouldBeSameAs(old);
        _window.Count.ShouldBe(2);
    }

    [Fact]
    public void Set_OlderThanTheLifetime_IsForgotten()
    {
        Set(1, at: 0);
        Set(2, at: Lifetime + 1);

        _window.Find(1).ShouldBeNull();
        _window.Count.ShouldBe(1);
    }

    [Fact]
    public void Set_MoreThanTheMost_TheOldestIsForgotten()
    {
        for (var id = 1ul; id <= Most + 1; id++)
        {
            Set(id, at: 0);
        }

        _window.Count.ShouldBe(Most);
        _window.Find(1).ShouldBeNull();
        _window.Find(2).ShouldNotBeNull();
    }

    [Fact]
    public void Set_Replaced_IsKeptByTheAgeOfTheNewest()
    {
        Set(1, at: 0);
        var newest = Set(1, at: Lifetime);
        Set(2, at: Lifetime + 1);

        _window.Find(1).ShouldBeSameAs(newest);
    }

    private DecidedInspection Set(ulong id, long at)
    {
        var entry = new DecidedInspection(
            new Decision
            {
                Inspection = new InspectionKey(PipelineRig.Station, $"p{id}", 0),
                StationId = 1,
                Verdict = Verdict.Reject,
                Basis = Basis.Model,
                SlackMs = 0,
                Category = PipelineRig.Category,
                Id = id,
                Timestamp = DateTimeOffset.UnixEpoch,
            },
            cutOff: at,
            deadline: at,
            decidedAt: at);
        _window.Set(entry, at);
        return entry;
    }
}
