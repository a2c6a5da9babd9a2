using System.Diagnostics.Metrics;
using LineAD.Core.Wire;
using LineAD.Pipeline.Shadow;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Metrics;

/// <summary>What a shadow would have said, apart from everything that decides.</summary>
internal sealed class ShadowInstruments(Meter meter)
{
    private readonly Counter<long> _views = meter.CreateCounter<long>(
        "linead_shadow_views_total", null, "Views scored by a shadow too, by what either score means.");

    private readonly Counter<long> _skipped = meter.CreateCounter<long>(
        "linead_shadow_skipped_total", null, "Views that a shadow did not score, by reason.");

    private readonly Histogram<double> _score = meter.CreateHistogram(
        "linead_shadow_score", null, "Normalised scores of the shadow, threshold 1.", null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = MetricBuckets.Score,
        });

    public void View(StationTags tags, Verdict serving, Verdict shadow) => _views.Add(
        1, tags.Line, tags.Station, new("serving", serving.ToWire()), new("shadow", shadow.ToWire()));

    public void Score(string category, double score) =>
        _score.Record(score, new KeyValuePair<string, object?>("category", category));

    public void Skipped(StationTags tags, string reason) => _skipped.Add(1, tags.Line, tags.Station, new("reason", reason));

    /// <summary>Makes a station's known series appear at 0.</summary>
    public void Initialise(StationTags tags)
    {
        foreach (var reason in ShadowSkip.All)
        {
            _skipped.Add(0, tags.Line, tags.Station, new("reason", reason));
        }
    }
}
