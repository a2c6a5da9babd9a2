using System.Net;
using System.Text;

namespace LineAD.Training.Reporting.Charts;

/// <summary>
/// Histograms of scores, one row a group, under one another on one logarithmic axis, with the threshold through all of them.
/// </summary>
internal static class ScoreChart
{
    private const int Width = 860;
    private const int Left = 190;
    private const int Right = 110;
    private const int Row = 52;
    private const int BarRoom = 38;
    private const int Top = 26;
    private const int Bottom = 42;
    private const int Bins = 60;
    private const int Inner = Width - Left - Right;

    public static string Render(IReadOnlyList<ScoreGroup> groups)
    {
        var rows = groups.Where(group => group.Scores.Count > 0).ToList();
        var all = rows.SelectMany(group => group.Scores).Where(score => score > 0).Append(0.8).Append(1.25).ToList();
        var axis = Axis.Log("score (threshold 1.0)", all.Min(), all.Max());
        var height = Top + (rows.Count * Row) + Bottom;
        var svg = new StringBuilder();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart wide\" viewBox=\"0 0 {Width} {height}\" role=\"img\"");
        svg.Append(" aria-label=\"Histograms of scores by kind of part; parts right of 1.0 are rejected\">");
        Frame(svg, axis, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Bars(svg, axis, rows[i], Top + ((i + 1) * Row));
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Frame(StringBuilder svg, Axis axis, int rows)
    {
        var (bottom, threshold) = (Top + (rows * Row), Left + (axis.At(1) * Inner));
        svg.Append($"<rect class=\"rejected\" x=\"{Texts.Place(threshold)}\" y=\"{Top}\" width=\"{Texts.Place(Left + Inner - threshold)}\" height=\"{bottom - Top}\"/>");
        foreach (var tick in axis.Ticks)
        {
            var at = Texts.Place(Left + (axis.At(tick) * Inner));
            svg.Append($"<line class=\"grid\" x1=\"{at}\" x2=\"{at}\" y1=\"{Top}\" y2=\"{bottom}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{at}\" y=\"{bottom + 15}\" text-anchor=\"middle\">{Texts.Number(tick)}</text>");
        }

        svg.Append($"<line class=\"threshold\" x1=\"{Texts.Place(threshold)}\" x2=\"{Texts.Place(threshold)}\" y1=\"{Top - 6}\" y2=\"{bottom}\"/>");
        svg.Append($"<text class=\"tick strong\" x=\"{Texts.Place(threshold - 6)}\" y=\"{Top - 10}\" text-anchor=\"end\">pass</text>");
        svg.Append($"<text class=\"tick strong\" x=\"{Texts.Place(threshold + 6)}\" y=\"{Top - 10}\">reject</text>");
        svg.Append($"<text class=\"axis\" x=\"{Left + (Inner / 2)}\" y=\"{bottom + 34}\" text-anchor=\"middle\">{axis.Label}</text>");
    }

    private static void Bars(StringBuilder svg, Axis axis, ScoreGroup group, int bottom)
    {
        var counts = new int[Bins];
        foreach (var score in group.Scores)
        {
            counts[BinOf(axis, score)]++;
        }

        var (kind, most) = (Class(group.Kind), counts.Max());
        svg.Append($"<line class=\"base\" x1=\"{Left}\" x2=\"{Left + Inner}\" y1=\"{bottom}\" y2=\"{bottom}\"/>");
        for (var bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] > 0)
            {
                var tall = Math.Max(3, BarRoom * counts[bin] / (double)most);
                var (left, right) = Edges(axis, bin);
                svg.Append($"<rect class=\"bar {kind}\" x=\"{Texts.Place(left)}\" y=\"{Texts.Place(bottom - tall)}\" ");
                svg.Append($"width=\"{Texts.Place(right - left - 1)}\" height=\"{Texts.Place(tall)}\"/>");
            }
        }

        var rejected = group.Scores.Count(score => score >= 1);
        var name = WebUtility.HtmlEncode(group.Name);
        svg.Append($"<text class=\"row\" x=\"{Left - 10}\" y=\"{bottom - 18}\" text-anchor=\"end\">{name}</text>");
        svg.Append($"<text class=\"tick\" x=\"{Left - 10}\" y=\"{bottom - 4}\" text-anchor=\"end\">{group.Scores.Count} parts</text>");
        svg.Append($"<text class=\"row\" x=\"{Left + Inner + 10}\" y=\"{bottom - 18}\">{rejected} rejected</text>");
        svg.Append($"<text class=\"tick\" x=\"{Left + Inner + 10}\" y=\"{bottom - 4}\">{group.Scores.Count - rejected} passed</text>");
    }

    /// <summary>Bins end at the threshold, so that no bar straddles it.</summary>
    private static int BinOf(Axis axis, double score)
    {
        var (at, threshold, below) = (axis.At(score), axis.At(1), BinsBelow(axis));
        return score < 1
            ? Math.Min(below - 1, (int)(at / threshold * below))
            : below + Math.Min(Bins - below - 1, (int)((at - threshold) / (1 - threshold) * (Bins - below)));
    }

    private static (double Left, double Right) Edges(Axis axis, int bin)
    {
        var (threshold, below) = (axis.At(1), BinsBelow(axis));
        double Edge(int k) => k <= below
            ? threshold * k / below
            : threshold + ((1 - threshold) * (k - below) / (Bins - below));
        return (Left + (Edge(bin) * Inner), Left + (Edge(bin + 1) * Inner));
    }

    private static int BinsBelow(Axis axis) => Math.Clamp((int)Math.Round(axis.At(1) * Bins), 1, Bins - 1);

    private static string Class(ScoreKind kind) => kind switch
    {
        ScoreKind.Defective => "bad",
        ScoreKind.Good => "good",
        ScoreKind.Calibration => "held",
        _ => "learnt",
    };
}
