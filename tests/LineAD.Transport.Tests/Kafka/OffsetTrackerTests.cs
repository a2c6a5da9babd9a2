using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Frames;

namespace LineAD.Transport.Tests.Kafka;

public sealed class OffsetTrackerTests : IDisposable
{
    private readonly KafkaMetrics _metrics = new();
    private readonly FlowCounter _flow;
    private readonly OffsetTracker _tracker;

    public OffsetTrackerTests()
    {
        _flow = new FlowCounter(_metrics);
        _tracker = new OffsetTracker(3, _flow);
    }

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Complete_OutOfOrder_LowWaterIsTheLowestOpen()
    {
        var first = _tracker.Add(10);
        var second = _tracker.Add(12);
        var third = _tracker.Add(15);

        third.Complete();
        second.Complete();
        _tracker.LowWater.ShouldBe(10);
        _flow.Frames.ShouldBe(3);

        first.Complete();
        _tracker.LowWater.ShouldBe(16);
        _flow.Frames.ShouldBe(0);
    }

    [Fact]
    public void TryTakeAdvance_Moved_GivesEachOffsetOnce()
    {
        _tracker.TryTakeAdvance(out _).ShouldBeFalse();
        var first = _tracker.Add(0);
        var second = _tracker.Add(5);
        first.Complete();

        _tracker.TryTakeAdvance(out var offset).ShouldBeTrue();
        offset.ShouldBe(5);
        _tracker.TryTakeAdvance(out _).ShouldBeFalse();

        second.Complete();
        second.Complete();
        _tracker.TryTakeAdvance(out offset).ShouldBeTrue();
        offset.ShouldBe(6);
    }

    [Fact]
    public void Abandon_OpenFrames_CountsThemOutAndForgetsWhatEndsLater()
    {
        var first = _tracker.Add(0);
        _tracker.Add(1);

        _tracker.Abandon().ShouldBe(2);
        first.Complete();
        _tracker.Add(2).Complete();

        _flow.Frames.ShouldBe(0);
        _tracker.Count.ShouldBe(0);
        _tracker.TryTakeAdvance(out _).ShouldBeFalse();
    }

    [Fact]
    public void Complete_FromManyThreads_EndsAtTheEnd()
    {
        var deliveries = Enumerable.Range(0, 2000).Select(i => _tracker.Add(i)).ToList();

        Parallel.ForEach(deliveries.OrderBy(d => d.GetHashCode() % 17), d => d.Complete());

        _tracker.LowWater.ShouldBe(2000);
        _flow.Frames.ShouldBe(0);
    }
}
