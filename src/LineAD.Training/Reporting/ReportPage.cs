using LineAD.Training.Reporting.Charts;
using LineAD.Training.Reporting.Sections;

namespace LineAD.Training.Reporting;

/// <summary>Writes the report of a model as one HTML file.</summary>
public static class ReportPage
{
    private const string Footer =
        "Scores are normalised so that the threshold is 1.0; thresholds come from held-out good parts alone, never from test parts. "
        + "Intervals of counts are Clopper-Pearson ones; that of the expected false-reject rate covers the chance of the calibration. "
        + "This file holds everything it shows and fetches nothing.";

    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return HtmlPage.Render(content.Title, content.Subtitle, Summary(content), Sections(content), Footer);
    }

    /// <summary>The learning curve as an SVG file of its own, UTF-8; empty without a curve.</summary>
    public static byte[] RenderLearningCurve(ReportContent content) =>
        System.Text.Encoding.UTF8.GetBytes(LearningChart.Render(content.Curve, HtmlPage.Style));

    private static IEnumerable<string> Sections(ReportContent content)
    {
        var expected = content.Expected;
        var promise = new ReportFact(
            "Expected false rejects", Texts.Percent(expected.Rate), $"95 %: {Texts.Percent(expected.Lower)} to {Texts.Percent(expected.Upper)}, from {expected.Parts} held-out parts");
        yield return Tables.Tiles((content.Evaluation is { } e ? MetricRows.Tiles(e.Metrics) : []).Append(promise));
        yield return content.Commissioning is null ? string.Empty : CommissionSection.Render(content.Commissioning);
        yield return HtmlPage.Section(
            "Scores", "Every part is one count; parts right of the threshold are rejected. Rows have their own height, the axis is shared.",
            content.Scores.Count == 0 ? string.Empty : ScoreChart.Render(content.Scores));
        yield return HtmlPage.Section(
            "Parts", "Frame, heatmap, and mask with the outline that people drew. Colours mean the same in every picture.",
            PartsSection.Render(content.Galleries));
        if (content.Evaluation is { } evaluation)
        {
            yield return HtmlPage.Section(
                "Curves", "Over all thresholds; the dot is the threshold that the bundle uses.",
                "<div class=\"charts\"><div><h3>ROC</h3>" + RankingCharts.Roc(evaluation)
                + "</div><div><h3>Precision and recall</h3>" + RankingCharts.Precision(evaluation) + "</div></div>");
            yield return HtmlPage.Section(
                "Metrics", "Exact, all test parts pooled; maps and masks at the model's input size.", Tables.Facts(MetricRows.Of(evaluation.Metrics)));
        }

        yield return HtmlPage.Section(
            "Training", "Nothing is chosen by either curve; the run ends after its steps or by a rule on the training loss.",
            content.Curve.Count == 0 ? string.Empty : $"<div class=\"wide\">{LearningChart.Render(content.Curve)}</div>");
        yield return content.Method is { } method
            ? HtmlPage.Section($"The method: {method.Name}, {method.Basis}", $"{method.Source}. Known to us: {method.Known}.", Choices(method.Choices))
            : string.Empty;
        yield return HtmlPage.Section("How it was made", "As recorded in the bundle.", Tables.Facts(content.Facts));
    }

    private static string Choices(IEnumerable<string> choices) =>
        $"<ul>{string.Concat(choices.Select(choice => $"<li>{HtmlPage.Text(choice)}</li>"))}</ul>";

    private static string Summary(ReportContent content)
    {
        var expected = $"On the line, expect about {Texts.Percent(content.Expected.Rate)} of good parts to be rejected "
            + $"(95 % interval {Texts.Percent(content.Expected.Lower)} to {Texts.Percent(content.Expected.Upper)}).";
        if (content.Evaluation?.Metrics is not { Escapes: { } escapes, FalseRejects: { } rejects })
        {
            return $"No test parts were scored, so nothing is known of the defects it finds. {expected}";
        }

        return $"At its threshold it rejects {escapes.Trials - escapes.Events} of {escapes.Trials} defective test parts "
            + $"and {rejects.Events} of {rejects.Trials} good ones. {expected}";
    }
}
