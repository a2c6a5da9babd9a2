using System.Diagnostics;
using System.Diagnostics.Metrics;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Metrics;

/// <summary>Both books of law 1 as counters; one set for real parts, one for simulated ones.</summary>
internal sealed class LedgerInstruments
{
    private static readonly string[] States = [.. Enum.GetValues<FrameState>().Select(s => s.ToSnakeCase())];
    private readonly Counter<long> _received;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _outcomes;

    public LedgerInstruments(Meter meter, string prefix)
    {
        _received = meter.CreateCounter<long>($"{prefix}_frames_received_total", null, "Frames received.");
        _frames = meter.CreateCounter<long>($"{prefix}_frames_total", null, "Frames by terminal state and reason.");
        _opened = meter.CreateCounter<long>($"{prefix}_parts_opened_total", null, "Parts opened.");
        _decisions = meter.CreateCounter<long>($"{prefix}_decisions_total", null, "Parts decided.");
        _outcomes = meter.CreateCounter<long>(
            $"{prefix}_outcomes_total", null, "Decided parts by outcome: published, or audit only and why.");
    }

    public void FrameReceived(StationTags tags, string source) =>
        _received.Add(1, tags.Line, tags.Station, new("source", source));

    public void FrameEnded(StationTags tags, FrameState state, string reason)
    {
        var list = new TagList { tags.Line, tags.Station, { "state", States[(int)state] }, { "reason", reason } };
        _frames.Add(1, list);
    }

    public void PartOpened(StationTags tags) => _opened.Add(1, tags.Line, tags.Station);

    public void PartDecided(StationTags tags, string category, Verdict verdict, Basis basis) =>
        _decisions.Add(1, DecisionTags(tags, category, verdict, basis));

    public void PartClosed(StationTags tags, PartOutcome outcome, string reason)
    {
        var word = outcome == PartOutcome.Published ? "published" : "audit_only";
        _outcomes.Add(1, new TagList { tags.Line, tags.Station, { "outcome", word }, { "reason", reason } });
    }

    /// <summary>Makes the known series appear at 0, so that rates and alerts work from the first scrape.</summary>
    public void Initialise(StationTags tags, string category, string source)
    {
        _received.Add(0, tags.Line, tags.Station, new("source", source));
        _opened.Add(0, tags.Line, tags.Station);
        foreach (var state in (ReadOnlySpan<FrameState>)[FrameState.Used, FrameState.Duplicate, FrameState.Stale])
        {
            _frames.Add(0, new TagList { tags.Line, tags.Station, { "state", States[(int)state] }, { "reason", "" } });
        }

        foreach (var verdict in (ReadOnlySpan<Verdict>)[Verdict.Pass, Verdict.Reject, Verdict.Review])
        {
            foreach (var basis in (ReadOnlySpan<Basis>)[Basis.Model, Basis.LatePolicy, Basis.FaultPolicy])
            {
                _decisions.Add(0, DecisionTags(tags, category, verdict, basis));
            }
        }
    }

    private static TagList DecisionTags(StationTags tags, string category, Verdict verdict, Basis basis) => new()
    {
        tags.Line,
        tags.Station,
        { "category", category },
        { "verdict", verdict.ToWire() },
        { "basis", basis.ToWire() },
    };
}
