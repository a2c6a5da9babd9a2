using System.Net;
using System.Text;

namespace LineAD.Training.Reporting.Charts;

/// <summary>
/// A chart as SVG: frame, ticks, and what is drawn on it. Colours come from classes of the page's style sheet, so that light
/// and dark pages use the same charts.
/// </summary>
internal sealed class Plot(Axis x, Axis y, int width = 420, int height = 290)
{
    private const int Left = 46;
    private const int Right = 12;
    private const int Top = 12;
    private const int Bottom = 40;
    private const int LegendLine = 17;
    private readonly StringBuilder _marks = new();
    private readonly List<(string Kind, string Label)> _legend = [];

    private int InnerWidth => width - Left - Right;

    private int InnerHeight => height - Top - Bottom;

    /// <summary>A line through points in the order given; an empty label keeps it out of the legend.</summary>
    public Plot Line(IEnumerable<(double X, double Y)> points, string kind, string label = "")
    {
        var path = string.Join(' ', points.Select(point => $"{PlaceX(point.X)},{PlaceY(point.Y)}"));
        _marks.Append($"<polyline class=\"line {kind}\" points=\"{path}\"/>");
        return Named(kind, label);
    }

    /// <summary>The area between two lines over the same places.</summary>
    public Plot Band(IReadOnlyList<(double X, double Low, double High)> points, string kind, string label = "")
    {
        var path = string.Join(' ', points.Select(p => $"{PlaceX(p.X)},{PlaceY(p.High)}")
            .Concat(points.Reverse().Select(p => $"{PlaceX(p.X)},{PlaceY(p.Low)}")));
        _marks.Append($"<polygon class=\"band {kind}\" points=\"{path}\"/>");
        return Named(kind, label);
    }

    /// <summary>A marked point.</summary>
    public Plot Dot(double atX, double atY, string kind, string label = "")
    {
        _marks.Append($"<circle class=\"dot {kind}\" cx=\"{PlaceX(atX)}\" cy=\"{PlaceY(atY)}\" r=\"4.5\"/>");
        return Named(kind, label);
    }

    /// <summary>The whole chart.</summary>
    /// <param name="description">What it shows, for readers who do not see it.</param>
    /// <param name="style">Style sheet to put inside, for a file of its own; empty for a page that has one.</param>
    public string Render(string description, string style = "")
    {
        var svg = new StringBuilder();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\"");
        svg.Append($" aria-label=\"{WebUtility.HtmlEncode(description)}\">");
        svg.Append(style.Length > 0 ? $"<style>{style}</style><rect class=\"page\" width=\"100%\" height=\"100%\"/>" : "");
        Grid(svg);
        svg.Append(_marks);
        Legend(svg);
        return svg.Append("</svg>").ToString();
    }

    private Plot Named(string kind, string label)
    {
        if (label.Length > 0)
        {
            _legend.Add((kind, label));
        }

        return this;
    }

    private void Grid(StringBuilder svg)
    {
        foreach (var tick in x.Ticks)
        {
            var at = PlaceX(tick);
            svg.Append($"<line class=\"grid\" x1=\"{at}\" x2=\"{at}\" y1=\"{Top}\" y2=\"{Top + InnerHeight}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{at}\" y=\"{Top + InnerHeight + 15}\" text-anchor=\"middle\">{Texts.Number(tick)}</text>");
        }

        foreach (var tick in y.Ticks)
        {
            var at = PlaceY(tick);
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + InnerWidth}\" y1=\"{at}\" y2=\"{at}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{Left - 6}\" y=\"{at}\" dy=\"0.33em\" text-anchor=\"end\">{Texts.Number(tick)}</text>");
        }

        var middle = Top + (InnerHeight / 2);
        svg.Append($"<text class=\"axis\" x=\"{Left + (InnerWidth / 2)}\" y=\"{height - 6}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(x.Label)}</text>");
        svg.Append($"<text class=\"axis\" transform=\"translate(11 {middle}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(y.Label)}</text>");
    }

    private void Legend(StringBuilder svg)
    {
        var longest = _legend.Select(entry => entry.Label.Length).DefaultIfEmpty(0).Max();
        var left = Left + InnerWidth - 32 - (int)(longest * 6.1);
        var top = LegendTop();
        for (var i = 0; i < _legend.Count; i++)
        {
            var (at, (kind, label)) = (top + (i * LegendLine), _legend[i]);
            svg.Append($"<line class=\"line {kind}\" x1=\"{left}\" x2=\"{left + 20}\" y1=\"{at}\" y2=\"{at}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{left + 26}\" y=\"{at}\" dy=\"0.33em\">{WebUtility.HtmlEncode(label)}</text>");
        }
    }

    /// <summary>Falling curves (a logarithmic loss) leave the upper right free, all others the lower right.</summary>
    private int LegendTop() => y.IsLog ? Top + 14 : Top + InnerHeight - 8 - (LegendLine * (_legend.Count - 1)) - 6;

    private string PlaceX(double value) => Texts.Place(Left + (x.At(value) * InnerWidth));

    private string PlaceY(double value) => Texts.Place(Top + ((1 - y.At(value)) * InnerHeight));
}
