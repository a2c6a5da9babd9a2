using LineAD.Training.Calibration;
using LineAD.Training.Reporting;

namespace LineAD.Training.Commissioning;

/// <summary>Says findings in plain sentences, for the terminal and the report.</summary>
public static class CommissionText
{
    /// <summary>The sentences, most important first.</summary>
    public static IReadOnlyList<string> Of(CommissionFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return [Expected(findings), Check(findings), Growth(findings.Estimate), Outlook(findings), Unlike(findings), Limits(findings)];
    }

    private static string Expected(CommissionFindings f)
    {
        var rate = f.Threshold.FalseRejects;
        return $"Expect {Texts.Percent(rate.Expected)} of good parts to be rejected; 95 % interval {Texts.Percent(rate.Lower)} to {Texts.Percent(rate.Upper)}. "
            + $"Method: {f.Folds}-fold cross-validation scored each of the {f.Parts} parts by a model that had not learnt from it; "
            + (f.Threshold.Method == EmpiricalThreshold.Method
                ? "the threshold is their empirical quantile, without an assumption on their distribution."
                : "the threshold is the upper tolerance bound of a log-normal distribution fitted to those scores, and the interval is true as far as they follow it.");
    }

    private static string Check(CommissionFindings f) =>
        $"Check without that assumption: the threshold that the other {f.Parts - 1} parts give rejects {Texts.Count(f.LeftOutRejects)} parts left out in turn "
        + $"(95 % Clopper-Pearson {Texts.Percent(f.LeftOutRejects.Lower)} to {Texts.Percent(f.LeftOutRejects.Upper)}); so few parts cannot show more by counting.";

    private static string Growth(GrowthEstimate e)
    {
        var seen = $"from {e.FromParts} to {e.ToParts} parts learnt from, scores of good parts left out changed by {Texts.Percent(-e.DropPerDoubling)} "
            + $"per doubling (95 %: {Texts.Percent(-e.Upper)} to {Texts.Percent(-e.Lower)})";
        return e.Verdict switch
        {
            GrowthVerdict.Helps => $"More parts would help: {seen}, and the threshold falls with them, so smaller defects are found.",
            GrowthVerdict.HardlyHelps => $"More parts to learn from would hardly help: {seen}.",
            _ => $"Whether more parts to learn from would help is not clear: {seen}.",
        };
    }

    private static string Outlook(CommissionFindings f)
    {
        var (now, then) = (f.Threshold.FalseRejects, f.WithTwiceTheParts);
        return $"With {2 * f.Parts} parts of the same spread the interval would be {Texts.Percent(then.Lower)} to {Texts.Percent(then.Upper)} "
            + $"instead of {Texts.Percent(now.Lower)} to {Texts.Percent(now.Upper)}.";
    }

    private static string Unlike(CommissionFindings f) =>
        $"Most unlike the others: {string.Join(", ", f.Unlike.Select(part => $"{part.Name} ({Texts.Score(part.Score)})"))}. "
        + "Look at them: a defect among the good parts raises the threshold for all.";

    private static string Limits(CommissionFindings f) =>
        $"What this cannot tell: how parts of another batch, shift or lamp will look, and which defects are found. {f.Parts} parts from one hour are not {f.Parts} parts from a week.";
}
