using System.Diagnostics.Metrics;
using System.Text;
using LineAD.Service.Metrics;
using LineAD.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace LineAD.Service.Tests.Metrics;

public sealed class PrometheusBridgeTests : IDisposable
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly Meter _meter = new("LineAD.Tests." + Guid.NewGuid());
    private PrometheusBridge? _bridge;

    [Fact]
    public async Task Counter_WithTags_BecomesACounterWithTotal()
    {
        Start();
        var counter = _meter.CreateCounter<long>("linead_frames_received", "{frame}", "Frames");
        counter.Add(2, new("line", "l1"), new("source", "mqtt"));
        counter.Add(3, new("source", "mqtt"), new("line", "l1"));

        var text = await Export();
        text.ShouldContain("# TYPE linead_frames_received_total counter\n");
        text.ShouldContain("linead_frames_received_total{line=\"l1\",source=\"mqtt\"} 5\n");
    }

    [Theory]
    [InlineData("linead.stage.duration", "s", "linead_stage_duration_seconds")]
    [InlineData("linead_stage_duration_seconds", "s", "linead_stage_duration_seconds")]
    [InlineData("linead_pool", "By", "linead_pool_bytes")]
    [InlineData("linead_batch_size", "{frame}", "linead_batch_size")]
    [InlineData("dotnet.assembly.count", "{assembly}", "dotnet_assembly_number")]
    public void Of_Units_AreAppendedOnce(string instrument, string unit, string expected) =>
        MetricNames.Of(_meter.CreateGauge<double>(instrument, unit), isCounter: false).ShouldBe(expected);

    [Fact]
    public void Of_CounterInSeconds_PutsTheUnitBeforeTotal() =>
        MetricNames.Of(_meter.CreateCounter<double>("dotnet.gc.pause.time", "s"), isCounter: true)
            .ShouldBe("dotnet_gc_pause_time_seconds_total");

    [Fact]
    public async Task Histogram_WithAdvice_UsesItsBuckets()
    {
        Start();
        var histogram = _meter.CreateHistogram(
            "linead_batch_size", null, null, null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4] });
        histogram.Record(2);
        histogram.Record(3);
        histogram.Record(9);

        var text = await Export();
        text.ShouldContain("linead_batch_size_bucket{le=\"1\"} 0\n");
        text.ShouldContain("linead_batch_size_bucket{le=\"2\"} 1\n");
        text.ShouldContain("linead_batch_size_bucket{le=\"4\"} 2\n");
        text.ShouldContain("linead_batch_size_bucket{le=\"+Inf\"} 3\n");
        text.ShouldContain("linead_batch_size_sum 14\n");
        text.ShouldNotContain("le=\"0.001\"");
    }

    [Fact]
    public async Task Histogram_WithoutAdvice_UsesBucketsAroundTheDeadline()
    {
        Start();
        _meter.CreateHistogram<double>("linead_decision_latency", "s").Record(0.004);

        (await Export()).ShouldContain("linead_decision_latency_seconds_bucket{le=\"0.005\"} 1\n");
    }

    [Fact]
    public async Task UpDownCounter_AddsAndSubtracts_IsAGauge()
    {
        Start();
        var inFlight = _meter.CreateUpDownCounter<int>("linead_parts_in_flight");
        inFlight.Add(5);
        inFlight.Add(-3);

        var text = await Export();
        text.ShouldContain("# TYPE linead_parts_in_flight gauge\n");
        text.ShouldContain("linead_parts_in_flight 2\n");
    }

    [Fact]
    public async Task ObservableCounter_ReportsATotal_IsNotSummedUp()
    {
        Start();
        var total = 10L;
        _meter.CreateObservableCounter("linead_bytes_read", () => total);
        await Export();
        total = 25;

        (await Export()).ShouldContain("linead_bytes_read_total 25\n");
    }

    [Fact]
    public async Task ObservableGauge_StopsReportingASeries_TakesItOffTheExport()
    {
        Start();
        var version = 1;
        _meter.CreateObservableGauge(
            "linead_model_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", version)));
        (await Export()).ShouldContain("linead_model_info{version=\"1\"} 1\n");
        version = 2;

        var text = await Export();
        text.ShouldContain("linead_model_info{version=\"2\"} 1\n");
        text.ShouldNotContain("version=\"1\"");
    }

    [Fact]
    public async Task Record_MoreSeriesThanTheCap_FoldsIntoOtherAndCounts()
    {
        Start(new PrometheusBridgeOptions { MaxSeriesPerInstrument = 3 });
        var counter = _meter.CreateCounter<long>("linead_flood");
        for (var i = 0; i < 100; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("part", i));
        }

        var text = await Export();
        text.ShouldContain("linead_flood_total{part=\"2\"} 1\n");
        text.ShouldContain("linead_flood_total{part=\"other\"} 97\n");
        text.ShouldContain("linead_metrics_series_folded_total{instrument=\"linead_flood\"} 97\n");
        text.Split('\n').Count(line => line.StartsWith("linead_flood_total{", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task Record_OtherTagNames_IsRefusedAndCounted()
    {
        Start();
        var counter = _meter.CreateCounter<long>("linead_mixed");
        counter.Add(1, new KeyValuePair<string, object?>("line", "l1"));
        counter.Add(1, new KeyValuePair<string, object?>("station", "s1"));
        counter.Add(1);

        var text = await Export();
        text.ShouldContain("linead_mixed_total{line=\"l1\"} 1\n");
        text.ShouldContain("linead_metrics_measurements_refused_total{instrument=\"linead_mixed\"} 2\n");
    }

    [Fact]
    public async Task Record_NameTakenByAnotherKind_DoesNotThrowIntoTheMeasuringCode()
    {
        Start();
        _meter.CreateGauge<int>("linead_twice").Record(1);
        _meter.CreateHistogram<int>("linead_twice").Record(1);

        var text = await Export();
        text.ShouldContain("linead_twice 1\n");
        text.ShouldContain("linead_metrics_measurements_refused_total{instrument=\"linead_twice\"} 1\n");
    }

    [Fact]
    public async Task Observe_BrokenCallback_LeavesTheOtherMetrics()
    {
        Start();
        Func<int> broken = () => throw new InvalidOperationException("broken");
        _meter.CreateObservableGauge("linead_broken", broken);
        _meter.CreateObservableGauge("linead_sound", () => 7);

        (await Export()).ShouldContain("linead_sound 7\n");
    }

    [Fact]
    public async Task Record_OtherMeters_AreNotExported()
    {
        Start();
        using var foreign = new Meter("Foreign");
        foreign.CreateCounter<int>("foreign").Add(1);

        (await Export()).ShouldNotContain("foreign");
    }

    [Fact]
    public async Task Export_RuntimeMeter_IsThere()
    {
        Start();
        (await Export()).ShouldContain("dotnet_process_memory_working_set_bytes ");
    }

    [Fact]
    public void Record_KnownSeries_AllocatesNothing()
    {
        Start();
        var counter = _meter.CreateCounter<long>("linead_hot");
        var line = new KeyValuePair<string, object?>("line", "l1");
        var stage = new KeyValuePair<string, object?>("stage", "decode");
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, line, stage);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, line, stage);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [PromtoolFact]
    public async Task Export_AllKinds_PassesPromtool()
    {
        Start();
        _meter.CreateCounter<long>("linead_frames_received", "{frame}", "Frames\nand \\ more").Add(
            1, new KeyValuePair<string, object?>("line", "a\"b\\c\nd"));
        _meter.CreateHistogram<double>("linead_stage_duration", "s", "Time in a stage").Record(0.1);
        _meter.CreateUpDownCounter<int>("linead_parts_in_flight", null, "Parts").Add(1);
        Promtool.CheckMetrics(await Export()).ShouldBe((0, ""));
    }

    public void Dispose()
    {
        _bridge?.Dispose();
        _meter.Dispose();
    }

    private void Start(PrometheusBridgeOptions? options = null)
    {
        // Tests run side by side in one process: each sees its own meter (and the runtime's) only.
        var chosen = options ?? new PrometheusBridgeOptions();
        _bridge = new PrometheusBridge(
            _registry, NullLogger<PrometheusBridge>.Instance,
            new PrometheusBridgeOptions
            {
                MaxSeriesPerInstrument = chosen.MaxSeriesPerInstrument,
                MeterFilter = meter => chosen.MeterFilter(meter)
                    && (meter.Name == _meter.Name || meter.Name == "System.Runtime"),
            });
    }

    private async Task<string> Export()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
