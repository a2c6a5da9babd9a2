using LineAD.Training.Commissioning;
using LineAD.Training.Reporting.Charts;

namespace LineAD.Training.Reporting.Sections;

/// <summary>What commissioning found: sentences, the curve over the number of parts, and the parts.</summary>
internal static class CommissionSection
{
    public static string Render(CommissionFindings findings)
    {
        var sentences = string.Concat(CommissionText.Of(findings).Select(text => $"<li>{HtmlPage.Text(text)}</li>"));
        return HtmlPage.Section(
            "What to expect on the line",
            $"Commissioned with {findings.Parts} good parts; the model learnt from all of them.",
            $"<ul>{sentences}</ul><h3>Would more parts help?</h3>{Chart(findings)}")
            + HtmlPage.Section(
                "The parts", "What the cameras sent, as the model was taught it.", PartsSection.Render([findings.Gallery]));
    }

    private static string Chart(CommissionFindings findings)
    {
        var growth = findings.Growth;
        var highest = growth.Max(point => point.Threshold) * 1.1;
        return new Plot(Axis.Linear("parts learnt from", 0, findings.Parts), Axis.Linear("raw score", 0, highest))
            .Line(growth.Select(point => ((double)point.Parts, point.Threshold)), "mark", "threshold they would give")
            .Line(growth.Select(point => ((double)point.Parts, point.Score)), "held", "mean of parts left out")
            .Render("Scores of parts left out, and the threshold they would give, over the number of parts learnt from");
    }
}
