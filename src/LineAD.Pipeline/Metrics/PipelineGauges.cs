using System.Diagnostics.Metrics;
using LineAD.Core.Scoring;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Metrics;

/// <summary>What the gauges say: live state, read when somebody scrapes.</summary>
internal sealed class PipelineGauges(PipelineParts parts, IModelRegistry models)
{
    public IEnumerable<Measurement<long>> FramesInFlight()
    {
        foreach (var s in parts.Stations.All)
        {
            yield return new Measurement<long>(s.FramesInFlight(false), s.Tags.Line, s.Tags.Station);
        }

        var unknown = StationTags.Unknown;
        yield return new Measurement<long>(parts.Ledger.UnknownInFlight, unknown.Line, unknown.Station);
    }

    public IEnumerable<Measurement<long>> PartsInFlight()
    {
        foreach (var s in parts.Stations.All)
        {
            yield return new Measurement<long>(s.PartsInFlight(false), s.Tags.Line, s.Tags.Station);
        }
    }

    public long JournalRefused() => parts.Journal.RefusedEntries;

    public IEnumerable<Measurement<long>> QueueDepth() =>
    [
        Stage(parts.Decode.Workers.Depth, "decode"),
        Stage(parts.Batcher.Count, "batch"),
        Stage(parts.Masks.Workers.Depth, "mask"),
        Stage(parts.Table.Count, "parts"),
    ];

    public IEnumerable<Measurement<long>> QueueCapacity() =>
    [
        Stage(parts.Decode.Workers.Capacity, "decode"),
        Stage(parts.Batcher.Capacity, "batch"),
        Stage(parts.Masks.Workers.Capacity, "mask"),
        Stage(parts.MaxOpenParts, "parts"),
    ];

    public IEnumerable<Measurement<double>> LastDecision()
    {
        foreach (var s in parts.Stations.All)
        {
            if (s.LastDecisionAt != DateTimeOffset.MinValue)
            {
                yield return new Measurement<double>(
                    s.LastDecisionAt.ToUnixTimeMilliseconds() / 1000.0, s.Tags.Line, s.Tags.Station);
            }
        }
    }

    /// <summary>One value a station: its source whose clock differs most.</summary>
    public IEnumerable<Measurement<double>> ClockSkew()
    {
        foreach (var s in parts.Stations.All)
        {
            double skewMs;
            lock (s.IntakeGate)
            {
                skewMs = s.Clocks.WorstSkewMs(parts.Clock.UtcNow, parts.Clock.Milliseconds(parts.Clock.Now));
            }

            if (double.IsFinite(skewMs))
            {
                yield return new Measurement<double>(skewMs / 1000, s.Tags.Line, s.Tags.Station);
            }
        }
    }

    public IEnumerable<Measurement<long>> ModelInfo() => models.Serving.Select(m => new Measurement<long>(
        1,
        new("category", m.Category),
        new("view", m.View),
        new("version", m.Version),
        new("architecture", m.Architecture),
        new("teacher", m.Teacher),
        new("precision", m.Precision),
        new("device", m.Device)));

    private static Measurement<long> Stage(long value, string stage) =>
        new(value, new KeyValuePair<string, object?>("stage", stage));
}
