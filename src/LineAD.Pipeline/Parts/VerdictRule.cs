using LineAD.Core.Wire;
using LineAD.Pipeline.Metrics;

namespace LineAD.Pipeline.Parts;

/// <summary>
/// Law 3 as code: a pass on basis <see cref="Basis.Model"/> needs evidence from every expected view, and everything
/// else is not a pass. Pure.
/// </summary>
internal static class VerdictRule
{
    /// <summary>Scores from here on are rejects; models are normalised to it (law 8).</summary>
    public const double Threshold = 1.0;

    /// <summary>The decision that the evidence allows now, or null while views are awaited.</summary>
    public static Proposal? Evaluate(ReadOnlySpan<ViewEvidence> views, double reviewFrom, Verdict late, Verdict fault)
    {
        var (proven, faulted, lost, worst) = (0, false, false, -1);
        for (var i = 0; i < views.Length; i++)
        {
            var view = views[i];
            lost |= view.State == ViewState.Lost;
            if (view.State == ViewState.Faulted || (view.State == ViewState.Scored && !double.IsFinite(view.Score)))
            {
                faulted = true;
            }
            else if (view.State == ViewState.Scored)
            {
                worst = worst < 0 || view.Score > views[worst].Score ? i : worst;
                proven += view.Score < Threshold ? 1 : 0;
            }
        }

        // A view known to be bad is a reject whatever the others are, before any policy that might say pass.
        if (worst >= 0 && views[worst].Score >= Threshold)
        {
            return ByModel(Verdict.Reject, views[worst]);
        }

        if (faulted)
        {
            return new Proposal(fault, Basis.FaultPolicy);
        }

        if (lost)
        {
            return new Proposal(late, Basis.LatePolicy, LateCause: LateCause.Overload);
        }

        // Counted up from proof, not down from doubt: a view that is not known to be good is none.
        return worst >= 0 && proven == views.Length
            ? ByModel(views[worst].Score < reviewFrom ? Verdict.Pass : Verdict.Review, views[worst])
            : null;
    }

    /// <summary>
    /// The policy's decision when time is up: the fault policy when a view never came, else the late policy.
    /// </summary>
    public static Proposal OnTimeUp(ReadOnlySpan<ViewEvidence> views, Verdict late, Verdict fault)
    {
        foreach (var view in views)
        {
            if (view.State is ViewState.Missing or ViewState.Faulted)
            {
                return new Proposal(fault, Basis.FaultPolicy);
            }
        }

        return new Proposal(late, Basis.LatePolicy, LateCause: LateCause.Scoring);
    }

    /// <summary>What a view's finite score means by itself.</summary>
    public static Verdict OfView(double score, double reviewFrom) =>
        score >= Threshold ? Verdict.Reject : score >= reviewFrom ? Verdict.Review : Verdict.Pass;

    private static Proposal ByModel(Verdict verdict, in ViewEvidence view) =>
        new(verdict, Basis.Model, view.Score, view.ModelVersion);
}
