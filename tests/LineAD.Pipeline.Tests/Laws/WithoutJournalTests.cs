using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>A decision that the journal refuses ends by policy, in a form that the books can hold.</summary>
public sealed class WithoutJournalTests
{
    [Theory]
    [InlineData(Verdict.Reject)]
    [InlineData(Verdict.Review)]
    [InlineData(Verdict.Pass)]
    public void WithoutJournal_ScoreIsNoNumber_FaultPolicyWithoutIt(Verdict verdict)
    {
        var decision = DecisionFactory.WithoutJournal(Decided(verdict, double.NaN), Station("reject"))!;

        decision.Verdict.ShouldBe(Verdict.Reject);
        decision.Basis.ShouldBe(Basis.FaultPolicy);
        decision.Score.ShouldBeNull();
        decision.ModelVersion.ShouldBe(0);
    }

    [Fact]
    public void WithoutJournal_ScoreIsNoNumberAndThePolicyPasses_IsWithheld() =>
        DecisionFactory.WithoutJournal(Decided(Verdict.Reject, double.NaN), Station("pass")).ShouldBeNull();

    [Fact]
    public void WithoutJournal_RejectByAScore_Stays()
    {
        var decision = Decided(Verdict.Reject, 1.5);
        DecisionFactory.WithoutJournal(decision, Station("reject")).ShouldBeSameAs(decision);
    }

    [Fact]
    public void Bookable_ScoreIsNoNumber_IsWithoutIt()
    {
        DecisionFactory.Bookable(Decided(Verdict.Pass, double.NaN)).Score.ShouldBeNull();
        DecisionFactory.Bookable(Decided(Verdict.Pass, 0.5)).Score.ShouldBe(0.5);
    }

    private static StationRuntime Station(string faultPolicy)
    {
        var camera = 0;
        return new StationRuntime(
            new StationOptions
            {
                Line = "l",
                Station = "s",
                StationId = 1,
                Category = "bolt",
                FaultPolicy = faultPolicy,
                AcceptEscapes = true,
                Cameras = [new() { Name = "a" }],
            },
            [],
            ref camera);
    }

    private static Decision Decided(Verdict verdict, double score)
    {
        var key = new InspectionKey(new StationKey("l", "s"), "p1", 1);
        return new Decision
        {
            Inspection = key,
            StationId = 1,
            Verdict = verdict,
            Basis = Basis.Model,
            Score = score,
            SlackMs = 10,
            Category = "bolt",
            ModelVersion = 3,
            Id = key.ComputeId(),
            Timestamp = DateTimeOffset.UnixEpoch,
        };
    }
}
