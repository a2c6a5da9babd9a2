using System.Diagnostics.Metrics;
using System.Text;

namespace LineAD.Service.Metrics;

/// <summary>Prometheus names of .NET instruments and tags.</summary>
internal static class MetricNames
{
    /// <summary>
    /// The instrument's name in snake case, with the unit (seconds, bytes) and, for counters, <c>_total</c> where the
    /// name lacks them.
    /// </summary>
    public static string Of(Instrument instrument, bool isCounter)
    {
        const string total = "_total";
        var name = Label(instrument.Name);
        var stem = name.EndsWith(total, StringComparison.Ordinal) ? name[..^total.Length] : name;
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!stem.EndsWith(unit, StringComparison.Ordinal))
        {
            stem += unit;
        }

        // Reserved for histograms: promtool refuses it on anything else.
        if (!isCounter && stem.EndsWith("_count", StringComparison.Ordinal))
        {
            stem = stem[..^"_count".Length] + "_number";
        }

        return isCounter || name.EndsWith(total, StringComparison.Ordinal) ? stem + total : stem;
    }

    /// <summary>A name with everything that Prometheus does not allow replaced by an underscore.</summary>
    public static string Label(string name)
    {
        var clean = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            clean.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return clean.Length == 0 || char.IsAsciiDigit(clean[0]) ? $"_{clean}" : clean.ToString();
    }
}
