using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Tests.Simulation;

public class MetricsReadingTests
{
    private const string Text = """
        # HELP linead_late_total Parts decided late.
        # TYPE linead_late_total counter
        linead_late_total{line="l1",cause="queue"} 2
        linead_late_total{line="l2",cause="queue"} 3
        linead_late_total{line="l1",cause="device"} 1e1
        linead_late_total{line="l1"} 7
        linead_later_total{cause="queue"} 100
        linead_up 1
        nonsense
        """;

    [Fact]
    public void SumBy_Label_SumsSeriesThatHaveIt() =>
        MetricsReading.Parse(Text).SumBy("linead_late_total", "cause")
            .ShouldBe(new SortedDictionary<string, double> { ["device"] = 10, ["queue"] = 5 });

    [Fact]
    public void SumBy_NoSuchMetric_IsEmpty() => MetricsReading.Parse(Text).SumBy("linead_up", "cause").ShouldBeEmpty();
}
