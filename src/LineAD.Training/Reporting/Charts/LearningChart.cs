using LineAD.Training.Learning;

namespace LineAD.Training.Reporting.Charts;

/// <summary>Training and held-out loss over the steps.</summary>
internal static class LearningChart
{
    private const double Least = 1e-6;

    /// <summary>The chart as SVG; empty without points.</summary>
    public static string Render(IReadOnlyList<TrainingPoint> curve, string style = "")
    {
        if (curve.Count == 0)
        {
            return string.Empty;
        }

        var heldOut = curve.Where(point => double.IsFinite(point.HeldOutLoss)).ToList();
        var values = curve.Select(point => point.Loss).Concat(heldOut.Select(point => point.HeldOutLoss))
            .Select(value => Math.Max(Least, value)).ToList();
        var plot = new Plot(
            Axis.Linear("steps", 0, curve[^1].Step), Axis.Log("loss", values.Min(), values.Max()), 860, 260)
            .Line(curve.Select(point => ((double)point.Step, point.Loss)), "learnt", "parts learnt from");
        if (heldOut.Count > 0)
        {
            plot.Line(heldOut.Select(point => ((double)point.Step, point.HeldOutLoss)), "held", "held-out good parts");
        }

        return plot.Render("Loss over the steps of the training", style);
    }
}
