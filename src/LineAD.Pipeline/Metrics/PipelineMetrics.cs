using System.Diagnostics.Metrics;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Metrics;

/// <summary>
/// The instruments of the meter <c>LineAD.Pipeline</c>, under their full Prometheus names. Labels are bounded: station
/// and category names come from the configuration, reasons and stages from enumerations.
/// </summary>
internal sealed class PipelineMetrics : IDisposable
{
    public const string MeterName = "LineAD.Pipeline";
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _stageSeconds;
    private readonly Histogram<double> _latencySeconds;
    private readonly Histogram<double> _slackSeconds;
    private readonly Histogram<long> _batchSize;
    private readonly Histogram<double> _score;
    private readonly Counter<long> _late;
    private readonly Counter<long> _batchClose;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _clockSteps;
    private readonly Counter<long> _policyPass;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _unnamed;
    private readonly Counter<long> _unjournalled;
    private readonly Counter<long> _unheard;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _rejectConfirmed;
    private readonly Counter<long> _rejectUnconfirmed;

    /// <summary>Creates the instruments; without a factory (tests) on a meter of its own.</summary>
    public PipelineMetrics(IMeterFactory? factory)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
        Real = new LedgerInstruments(_meter, "linead");
        Simulated = new LedgerInstruments(_meter, "linead_simulated");
        Shadow = new ShadowInstruments(_meter);
        _stageSeconds = Seconds("linead_stage_duration_seconds", "Time a frame spends in a stage.");
        _latencySeconds = Seconds(
            "linead_decision_latency_seconds", "Start of the part's clock to the sinks' acknowledgement.");
        _slackSeconds = Seconds("linead_deadline_slack_seconds", "Time left to the deadline at hand-over.");
        _batchSize = _meter.CreateHistogram(
            "linead_batch_size", null, "Frames a batch.", null, Advice(MetricBuckets.BatchSize));
        _score = _meter.CreateHistogram(
            "linead_anomaly_score", null, "Normalised scores, threshold 1.", null, Advice(MetricBuckets.Score));
        _late = Count("linead_late_total", "Parts decided by the late policy, or too late to publish, by cause.");
        _batchClose = Count("linead_batch_close_total", "Batches by what closed them.");
        _gaps = Count("linead_sequence_gaps_total", "Sequence numbers that a camera skipped.");
        _clockSteps = Count("linead_clock_steps_total", "Steps seen in a source's clock.");
        _policyPass = Count("linead_policy_pass_total", "Parts passed by a policy, without evidence.");
        _shed = Count("linead_shed_total", "Work given up under load, by stage.");
        _unnamed = Count("linead_unnamed_parts_total", "Frames with neither part nor sequence.");
        _unjournalled = Count("linead_unjournalled_total", "Records that the journal could not take, by kind.");
        _unheard = Count("linead_decisions_unheard_total", "Decisions that nobody subscribes to.");
        _repeated = Count("linead_decisions_repeated_total", "Journalled decisions sent again.");
        _rejectConfirmed = Count("linead_reject_confirmed_total", "Rejects that every required sink acknowledged.");
        _rejectUnconfirmed = Count("linead_reject_unconfirmed_total", "Rejects that a required sink did not acknowledge.");
    }

    public LedgerInstruments Real { get; }

    public LedgerInstruments Simulated { get; }

    public ShadowInstruments Shadow { get; }

    public LedgerInstruments Ledger(bool simulated) => simulated ? Simulated : Real;

    public void Stage(string stage, double seconds) =>
        _stageSeconds.Record(seconds, new KeyValuePair<string, object?>("stage", stage));

    public void Latency(StationTags tags, double seconds) => _latencySeconds.Record(seconds, tags.Line, tags.Station);

    public void Slack(StationTags tags, double seconds) => _slackSeconds.Record(seconds, tags.Line, tags.Station);

    public void Batch(int size, string cause)
    {
        _batchSize.Record(size);
        _batchClose.Add(1, new KeyValuePair<string, object?>("cause", cause));
    }

    public void Score(string category, double score) =>
        _score.Record(score, new KeyValuePair<string, object?>("category", category));

    public void Late(StationTags tags, string cause) => _late.Add(1, tags.Line, tags.Station, new("cause", cause));

    public void Gaps(StationTags tags, long count) => _gaps.Add(count, tags.Line, tags.Station);

    public void ClockStep(StationTags tags) => _clockSteps.Add(1, tags.Line, tags.Station);

    public void PolicyPass(StationTags tags) => _policyPass.Add(1, tags.Line, tags.Station);

    public void Shed(string stage) => _shed.Add(1, new KeyValuePair<string, object?>("stage", stage));

    public void Unnamed(StationTags tags) => _unnamed.Add(1, tags.Line, tags.Station);

    public void Unjournalled(string kind) => _unjournalled.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Unheard(StationTags tags) => _unheard.Add(1, tags.Line, tags.Station);

    public void Repeated(StationTags tags) => _repeated.Add(1, tags.Line, tags.Station);

    public void Reject(StationTags tags, bool confirmed) =>
        (confirmed ? _rejectConfirmed : _rejectUnconfirmed).Add(1, tags.Line, tags.Station);

    /// <summary>Makes a station's known series appear at 0.</summary>
    public void Initialise(StationTags tags, string category)
    {
        Real.Initialise(tags, category, "mqtt");
        Shadow.Initialise(tags);
        foreach (var cause in LateCause.All)
        {
            _late.Add(0, tags.Line, tags.Station, new("cause", cause));
        }

        _gaps.Add(0, tags.Line, tags.Station);
        _clockSteps.Add(0, tags.Line, tags.Station);
        _policyPass.Add(0, tags.Line, tags.Station);
        _unheard.Add(0, tags.Line, tags.Station);
        _repeated.Add(0, tags.Line, tags.Station);
        _rejectConfirmed.Add(0, tags.Line, tags.Station);
        _rejectUnconfirmed.Add(0, tags.Line, tags.Station);
        foreach (var stage in ShedStage.All)
        {
            _shed.Add(0, new KeyValuePair<string, object?>("stage", stage));
        }
    }

    /// <summary>Adds the gauges, which read live state when scraped.</summary>
    public void Observe(PipelineGauges gauges)
    {
        _meter.CreateObservableGauge(
            "linead_last_decision_timestamp_seconds", gauges.LastDecision, "s", "Unix time of the station's last decision.");
        _meter.CreateObservableGauge("linead_frames_in_flight", gauges.FramesInFlight, null, "Frames received and not ended.");
        _meter.CreateObservableGauge("linead_parts_in_flight", gauges.PartsInFlight, null, "Parts opened and not decided.");
        _meter.CreateObservableGauge("linead_queue_depth", gauges.QueueDepth, null, "Items waiting for a stage.");
        _meter.CreateObservableGauge(
            "linead_queue_capacity", gauges.QueueCapacity, null, "Most items that may wait for a stage.");
        _meter.CreateObservableGauge(
            "linead_clock_skew_seconds",
            gauges.ClockSkew,
            "s",
            "UTC here less UTC of the station's source that differs most, the fastest transport included; it moves no deadline.");
        _meter.CreateObservableCounter(
            "linead_journal_refused_total", gauges.JournalRefused, null, "Entries that the journal has no form for; a defect.");
        _meter.CreateObservableGauge("linead_model_info", gauges.ModelInfo, null, "1 for each model that serves.");
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private static InstrumentAdvice<T> Advice<T>(T[] buckets)
        where T : struct => new() { HistogramBucketBoundaries = buckets };

    private Counter<long> Count(string name, string help) => _meter.CreateCounter<long>(name, null, help);

    private Histogram<double> Seconds(string name, string help) =>
        _meter.CreateHistogram(name, "s", help, null, Advice(MetricBuckets.Seconds));
}
