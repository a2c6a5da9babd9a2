using LineAD.Core.Wire;
using LineAD.Pipeline.Parts;

namespace LineAD.Pipeline.Tests.Parts;

public class VerdictRuleTests
{
    [Theory]
    [InlineData(0.0, Verdict.Pass)]
    [InlineData(-3.0, Verdict.Pass)]
    [InlineData(0.7999, Verdict.Pass)]
    [InlineData(0.8, Verdict.Review)]
    [InlineData(0.9999999, Verdict.Review)]
    [InlineData(1.0, Verdict.Reject)]
    [InlineData(1e300, Verdict.Reject)]
    public void Evaluate_OneScoredView_VerdictByThresholds(double score, Verdict verdict)
    {
        var proposal = VerdictRule.Evaluate([Scored(score)], 0.8, Verdict.Pass, Verdict.Pass);
        proposal!.Value.Verdict.ShouldBe(verdict);
        proposal.Value.Basis.ShouldBe(Basis.Model);
        proposal.Value.Score.ShouldBe(score);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Evaluate_ScoreNotFinite_FaultPolicyAtOnce(double score) =>
        VerdictRule.Evaluate([Scored(score), Missing], 1.0, Verdict.Reject, Verdict.Review)
            .ShouldBe(new Proposal(Verdict.Review, Basis.FaultPolicy));

    [Fact]
    public void Evaluate_GoodViewAndOneMissing_Waits() =>
        VerdictRule.Evaluate([Scored(0.1), Missing], 1.0, Verdict.Reject, Verdict.Reject).ShouldBeNull();

    [Fact]
    public void Evaluate_BadViewAndOneMissing_RejectsAtOnce() =>
        VerdictRule.Evaluate([Missing, Scored(1.5, 3)], 1.0, Verdict.Reject, Verdict.Reject)
            .ShouldBe(new Proposal(Verdict.Reject, Basis.Model, 1.5, 3));

    [Fact]
    public void Evaluate_BadViewAndFaultedView_RejectsWhateverThePolicySays() =>
        VerdictRule.Evaluate([new ViewEvidence(ViewState.Faulted, 0, 0), Scored(2)], 1.0, Verdict.Pass, Verdict.Pass)!
            .Value.Verdict.ShouldBe(Verdict.Reject);

    [Fact]
    public void Evaluate_TwoGoodViews_WorstDecidesWithItsModel() =>
        VerdictRule.Evaluate([Scored(0.2, 4), Scored(0.6, 5)], 1.0, Verdict.Reject, Verdict.Reject)
            .ShouldBe(new Proposal(Verdict.Pass, Basis.Model, 0.6, 5));

    [Fact]
    public void Evaluate_NoViews_NeverPasses() =>
        VerdictRule.Evaluate([], 1.0, Verdict.Reject, Verdict.Reject).ShouldBeNull();

    [Fact]
    public void Evaluate_EveryCombinationOfThreeViews_PassOnlyWhenAllAreProven()
    {
        ViewEvidence[] kinds =
        [
            Missing, new(ViewState.Pending, 0, 0), new(ViewState.Faulted, 0.1, 1), new(ViewState.Lost, 0.1, 1),
            Scored(0.5), Scored(double.NaN), Scored(1.0), Scored(double.NegativeInfinity), new((ViewState)77, 0.1, 1),
        ];
        var passes = 0;
        foreach (var a in kinds)
        {
            foreach (var b in kinds)
            {
                foreach (var c in kinds)
                {
                    var proposal = VerdictRule.Evaluate([a, b, c], 1.0, Verdict.Reject, Verdict.Reject);
                    passes += proposal is { Verdict: Verdict.Pass } ? 1 : 0;
                }
            }
        }

        passes.ShouldBe(1);
    }

    [Fact]
    public void OnTimeUp_ViewNeverCame_FaultPolicy() =>
        VerdictRule.OnTimeUp([Scored(0.1), Missing], Verdict.Pass, Verdict.Reject).Basis.ShouldBe(Basis.FaultPolicy);

    [Fact]
    public void OnTimeUp_AllCameButNotAllScored_LatePolicy() =>
        VerdictRule.OnTimeUp([Scored(0.1), new ViewEvidence(ViewState.Pending, 0, 0)], Verdict.Review, Verdict.Reject)
            .ShouldBe(new Proposal(Verdict.Review, Basis.LatePolicy, LateCause: "scoring"));

    private static ViewEvidence Missing => default;

    private static ViewEvidence Scored(double score, int version = 1) => new(ViewState.Scored, score, version);
}
