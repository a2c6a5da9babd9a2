using System.Buffers;
using System.Globalization;
using System.Text;

namespace Prometheus;

/// <summary>
/// Writes the Prometheus text format 0.0.4 or OpenMetrics 1.0. They differ in a counter's family name, in numbers
/// that must have a decimal point, and in the end mark.
/// </summary>
internal sealed class ExpositionWriter(ExpositionFormat format)
{
    private const string Total = "_total";

    private readonly ArrayBufferWriter<byte> _bytes = new(16 * 1024);
    private readonly bool _isOpenMetrics = format == ExpositionFormat.OpenMetricsText;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public static string Labels(string[] names, string[] values) =>
        string.Join(',', names.Zip(values, (name, value) => $"{name}=\"{Escape(value).Replace("\"", "\\\"")}\""));

    public void Family(string name, string help, string type)
    {
        var family = type == "counter" && _isOpenMetrics ? WithoutTotal(name) : name;
        Text($"# HELP {family} {(_isOpenMetrics ? Escape(help).Replace("\"", "\\\"") : Escape(help))}\n");
        Text($"# TYPE {family} {type}\n");
    }

    public void Counter(string name, string labels, double value) =>
        Sample(_isOpenMetrics ? WithoutTotal(name) + Total : name, "", labels, "", value);

    /// <summary>One line; <paramref name="extra"/> is a further label pair or empty.</summary>
    public void Sample(string name, string suffix, string labels, string extra, double value)
    {
        Text(name);
        Text(suffix);
        if (labels.Length + extra.Length > 0)
        {
            Text("{");
            Text(labels);
            Text(labels.Length > 0 && extra.Length > 0 ? "," : "");
            Text(extra);
            Text("}");
        }

        Text(" ");
        Text(Number(value));
        Text("\n");
    }

    /// <summary>The bucket label of a bound.</summary>
    public string Bound(double bound)
    {
        var text = Number(bound);
        var needsPoint = _isOpenMetrics && double.IsFinite(bound) && !text.AsSpan().ContainsAny('.', 'E', 'e');
        return $"le=\"{text}{(needsPoint ? ".0" : "")}\"";
    }

    public void End()
    {
        if (_isOpenMetrics)
        {
            Text("# EOF\n");
        }
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string WithoutTotal(string name) =>
        name.EndsWith(Total, StringComparison.Ordinal) ? name[..^Total.Length] : name;

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");

    private void Text(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
