using System.Text;
using LineAD.Testing;
using Prometheus;

namespace LineAD.Vendor.Tests.Prometheus;

public sealed class ExpositionTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;

    public ExpositionTests() => _factory = Metrics.WithCustomRegistry(_registry);

    [Fact]
    public async Task Text_LabelValues_AreEscaped()
    {
        _factory.CreateCounter("c_total", "Help", "l").WithLabels("a\"b\\c\nd").Inc(2);

        var text = await Export();
        text.ShouldContain("# HELP c_total Help\n");
        text.ShouldContain("# TYPE c_total counter\nc_total{l=\"a\\\"b\\\\c\\nd\"} 2\n");
    }

    [Fact]
    public async Task OpenMetrics_Counter_HasFamilyWithoutTotalAndAnEnd()
    {
        _factory.CreateCounter("c_total", "Help").Inc(3);
        _factory.CreateHistogram("h", "Help", new HistogramConfiguration { Buckets = [1, 2.5] }).Observe(1);

        var text = await Export(ExpositionFormat.OpenMetricsText);
        text.ShouldContain("# TYPE c counter\n");
        text.ShouldContain("c_total 3");
        text.ShouldContain("h_bucket{le=\"1.0\"} 1\n");
        text.ShouldEndWith("# EOF\n");
    }

    [Fact]
    public async Task Text_Histogram_CountsCumulatively()
    {
        var histogram = _factory.CreateHistogram(
            "h", "Help", ["l"], new HistogramConfiguration { Buckets = [1, 2, 4] }).WithLabels("x");
        foreach (var value in new[] { 0.5, 1, 1.5, 100, double.NaN })
        {
            histogram.Observe(value);
        }

        var text = await Export();
        text.ShouldContain("h_bucket{l=\"x\",le=\"1\"} 2\n");
        text.ShouldContain("h_bucket{l=\"x\",le=\"2\"} 3\n");
        text.ShouldContain("h_bucket{l=\"x\",le=\"4\"} 3\n");
        text.ShouldContain("h_bucket{l=\"x\",le=\"+Inf\"} 4\n");
        text.ShouldContain("h_count{l=\"x\"} 4");
        (histogram.Count, histogram.Sum).ShouldBe((4L, 103.0));
    }

    [Fact]
    public void Gauge_Moves_AsAsked()
    {
        var gauge = _factory.CreateGauge("g", "Help");
        gauge.Set(5);
        gauge.Inc(2);
        gauge.Dec();
        gauge.Value.ShouldBe(6);
        gauge.IncTo(4);
        gauge.Value.ShouldBe(6);
        gauge.DecTo(1);
        gauge.Value.ShouldBe(1);
    }

    [Fact]
    public void Counter_NeverFalls()
    {
        var counter = _factory.CreateCounter("c", "Help");
        counter.IncTo(7);
        counter.IncTo(3);
        counter.Value.ShouldBe(7);
        Should.Throw<ArgumentOutOfRangeException>(() => counter.Inc(-1));
    }

    [Fact]
    public async Task SuppressInitialValue_Series_AppearsOnFirstChange()
    {
        var counter = _factory.CreateCounter(
            "late", "Help", new CounterConfiguration { LabelNames = ["l"], SuppressInitialValue = true });
        var child = counter.WithLabels("x");
        (await Export()).ShouldNotContain("late{");
        child.Inc();
        (await Export()).ShouldContain("late{l=\"x\"} 1\n");
        counter.RemoveLabelled("x");
        (await Export()).ShouldNotContain("late{");
    }

    [Fact]
    public void Create_SameNameAgain_IsTheSameOrRefused()
    {
        var one = _factory.CreateCounter("twice", "Help", "l");
        _factory.CreateCounter("twice", "Help", "l").ShouldBeSameAs(one);
        Should.Throw<InvalidOperationException>(() => _factory.CreateGauge("twice", "Help", "l"));
        _factory.CreateCounter("twice", "Help", "m").ShouldNotBeSameAs(one);
        Should.Throw<ArgumentException>(() => _factory.CreateCounter("with-dash", "Help"));
    }

    [Fact]
    public async Task BeforeCollect_Callbacks_RunBeforeEachExport()
    {
        var gauge = _factory.CreateGauge("g", "Help");
        _registry.AddBeforeCollectCallback(() => gauge.Inc());
        _registry.AddBeforeCollectCallback(_ =>
        {
            gauge.Inc();
            return Task.CompletedTask;
        });
        await Export();
        (await Export()).ShouldContain("g 4\n");
    }

    [Fact]
    public void WithLabels_ManyThreads_LoseNothing()
    {
        var counter = _factory.CreateCounter("busy", "Help", "l");
        string[] labels = ["a", "b", "c"];
        Parallel.For(0, 30_000, i => counter.WithLabels(labels.AsSpan(i % 3, 1)).Inc());
        counter.GetAllLabelValues().Sum(l => counter.WithLabels(l).Value).ShouldBe(30_000);
        counter.WithLabels("a").Value.ShouldBe(10_000);
    }

    [Fact]
    public void WithLabels_KnownSeries_AllocatesNothing()
    {
        var counter = _factory.CreateCounter("hot", "Help", "l", "m");
        string[] labels = ["a", "b"];
        for (var i = 0; i < 200; i++)
        {
            counter.WithLabels(labels.AsSpan()).Inc();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            counter.WithLabels(labels.AsSpan()).Inc();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(500);
    }

    [PromtoolFact]
    public async Task Text_AllKinds_PassesPromtool()
    {
        _factory.CreateCounter("parts_total", "Parts", "line").WithLabels("a\"\\\n").Inc(1.5);
        _factory.CreateGauge("depth", "Depth").Set(double.NaN);
        _factory.CreateHistogram("wait_seconds", "Wait").Observe(1e-7);
        Promtool.CheckMetrics(await Export()).ShouldBe((0, ""));
    }

    private async Task<string> Export(ExpositionFormat format = ExpositionFormat.PrometheusText)
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream, format);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
