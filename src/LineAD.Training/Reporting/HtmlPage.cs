using System.Net;
using System.Text;

namespace LineAD.Training.Reporting;

/// <summary>
/// A page in one file: style, drawings and pictures inside, no script, nothing fetched from anywhere, so that it can be mailed,
/// archived with the bundle and opened on a machine without a network.
/// </summary>
internal static class HtmlPage
{
    private static readonly Lazy<string> Sheet = new(ReadSheet);

    /// <summary>The style sheet, which a chart in a file of its own carries too.</summary>
    public static string Style => Sheet.Value;

    /// <param name="title">Heading, plain text.</param>
    /// <param name="subtitle">Line below it, plain text.</param>
    /// <param name="summary">What a reader in a hurry should know, plain text.</param>
    /// <param name="sections">Markup of the sections; empty ones are left out.</param>
    /// <param name="footer">Small print, plain text.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Render(
        string title, string subtitle, string summary, IEnumerable<string> sections, string footer)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">");
        page.Append($"<title>{Text(title)}</title><style>{Style}</style></head><body><main>");
        page.Append($"<header><h1>{Text(title)}</h1><p>{Text(subtitle)}</p>");
        page.Append($"<p class=\"summary\">{Text(summary)}</p></header>\n");
        foreach (var section in sections.Where(section => section.Length > 0))
        {
            page.Append(section).Append('\n');
        }

        page.Append($"<footer>{Text(footer)}</footer></main></body></html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    /// <summary>A section with heading and explanation; nothing when it has no content.</summary>
    public static string Section(string heading, string explanation, string content) => content.Length == 0
        ? string.Empty
        : $"<section><h2>{Text(heading)}</h2><p>{Text(explanation)}</p>{content}</section>";

    /// <summary>Plain text as markup.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string ReadSheet()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet of reports is not in this assembly; build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
