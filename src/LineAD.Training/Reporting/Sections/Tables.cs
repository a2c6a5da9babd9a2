using System.Text;

namespace LineAD.Training.Reporting.Sections;

/// <summary>Tables of facts and of metrics.</summary>
internal static class Tables
{
    public static string Facts(IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0)
        {
            return string.Empty;
        }

        var table = new StringBuilder("<table>");
        foreach (var fact in facts)
        {
            table.Append($"<tr><th>{HtmlPage.Text(fact.Name)}</th><td class=\"n\">{HtmlPage.Text(fact.Value)}</td>");
            table.Append($"<td class=\"w\">{HtmlPage.Text(fact.Meaning)}</td></tr>");
        }

        return table.Append("</table>").ToString();
    }

    public static string Tiles(IEnumerable<ReportFact> facts) => string.Concat(
        facts.Select(fact => $"<div class=\"tile\"><span>{HtmlPage.Text(fact.Name)}</span><b>{HtmlPage.Text(fact.Value)}</b>"
            + $"<small>{HtmlPage.Text(fact.Meaning)}</small></div>")
            .Prepend("<div class=\"tiles\">").Append("</div>"));
}
