using System.Globalization;

namespace LineAD.Simulation.Loopback;

/// <summary>One scrape of a service's <c>/metrics</c> (Prometheus text format 0.0.4).</summary>
public sealed class MetricsReading
{
    private readonly Dictionary<string, double> _series;

    private MetricsReading(Dictionary<string, double> series) => _series = series;

    /// <summary>Scrapes.</summary>
    public static async Task<MetricsReading> ReadAsync(Uri service, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        return Parse(await http.GetStringAsync(new Uri(service, "/metrics"), cancellationToken));
    }

    /// <summary>Values of a metric summed over all its series; 0 without one.</summary>
    public double Value(string metric) => _series
        .Where(s => s.Key == metric || s.Key.StartsWith(metric + "{", StringComparison.Ordinal))
        .Sum(s => s.Value);

    /// <summary>Values of a metric summed by one of its labels; series without that label are left out.</summary>
    public IReadOnlyDictionary<string, double> SumBy(string metric, string label)
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (series, value) in _series)
        {
            if (series.StartsWith(metric + "{", StringComparison.Ordinal) && Label(series, label) is { } key)
            {
                sums[key] = sums.GetValueOrDefault(key) + value;
            }
        }

        return sums;
    }

    /// <summary>Reads the text format; lines that are not a series are passed over.</summary>
    public static MetricsReading Parse(string text)
    {
        var series = new Dictionary<string, double>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#'))
        {
            var blank = line.LastIndexOf(' ');
            if (double.TryParse(line.AsSpan(blank + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                series[line[..blank]] = value;
            }
        }

        return new MetricsReading(series);
    }

    private static string? Label(string series, string name)
    {
        var start = series.IndexOf($"{name}=\"", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 2;
        return series[start..series.IndexOf('"', start)];
    }
}
