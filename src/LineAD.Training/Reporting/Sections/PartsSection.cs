using System.Text;
using LineAD.Imaging.Overlays;

namespace LineAD.Training.Reporting.Sections;

/// <summary>Galleries of parts under the one colour scale that all of them share.</summary>
internal static class PartsSection
{
    private const int Width = 330;
    private const int BarWidth = 300;
    private const int Cells = 100;

    public static string Render(IReadOnlyList<ReportGallery> galleries)
    {
        var shown = galleries.Where(gallery => gallery.Parts.Count > 0).ToList();
        return shown.Count == 0 ? string.Empty : Scale() + string.Concat(shown.Select(Gallery));
    }

    private static string Gallery(ReportGallery gallery) =>
        $"<h3>{HtmlPage.Text(gallery.Heading)}</h3><div class=\"parts\">{string.Concat(gallery.Parts.Select(Card))}</div>";

    private static string Card(ReportPart part)
    {
        var card = new StringBuilder("<figure><div class=\"panels\">");
        foreach (var (picture, what) in new[]
        {
            (part.Panels.Frame, "frame"), (part.Panels.Heat, "heatmap"), (part.Panels.Mask, "mask and ground truth"),
        })
        {
            card.Append($"<img alt=\"{what} of {HtmlPage.Text(part.Name)}\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture)}\">");
        }

        card.Append($"</div><figcaption><b>{Texts.Score(part.Score)}</b><span title=\"{HtmlPage.Text(part.Name)}\">{HtmlPage.Text(part.Name)}</span>");
        card.Append($"<span class=\"badge{(part.IsWrong ? " wrong" : "")}\">{Verdict(part)}</span></figcaption></figure>");
        return card.ToString();
    }

    private static string Verdict(ReportPart part) => (part.IsDefective, part.IsWrong) switch
    {
        (true, true) => "escaped",
        (true, false) => "rejected",
        (false, true) => "rejected wrongly",
        _ => "passed",
    };

    private static string Scale()
    {
        var svg = new StringBuilder($"<div class=\"scale\"><svg class=\"chart\" viewBox=\"0 0 {Width} 34\" role=\"img\" aria-label=\"colour scale\">");
        for (var cell = 0; cell < Cells; cell++)
        {
            var (r, g, b) = HeatScale.ColorOf((cell + 0.5) / Cells * HeatScale.Top);
            svg.Append($"<rect x=\"{Texts.Place(15 + (cell * BarWidth / (double)Cells))}\" width=\"3.4\" height=\"14\" fill=\"rgb({r},{g},{b})\"/>");
        }

        foreach (var tick in (double[])[0, 0.5, 1, 1.5, 2])
        {
            var at = Texts.Place(15 + (tick / HeatScale.Top * BarWidth));
            svg.Append($"<text class=\"tick{(tick == 1 ? " strong" : "")}\" x=\"{at}\" y=\"29\" text-anchor=\"middle\">{Texts.Number(tick)}</text>");
        }

        svg.Append("</svg><span>the same in all pictures; 1 is the pixel threshold</span>");
        svg.Append("<span class=\"key\"><i style=\"background:#ff3c3c\"></i>mask</span>");
        return svg.Append("<span class=\"key\"><i style=\"background:#3cdc5a\"></i>ground truth</span></div>").ToString();
    }
}
