using LineAD.Core.Intake;
using LineAD.Transport.Mqtt.Frames;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class OrderedReleaserTests
{
    private readonly List<int> _released = [];

    [Fact]
    public void Complete_OutOfOrder_ReleasesInOrderOfReceipt()
    {
        var releaser = new OrderedReleaser<int>(_released.Add);
        var deliveries = Enumerable.Range(0, 4).Select(releaser.Add).ToList();

        deliveries[2].Complete();
        deliveries[1].Complete();
        _released.ShouldBeEmpty();
        deliveries[0].Complete();
        _released.ShouldBe([0, 1, 2]);
        deliveries[0].Complete();
        deliveries[3].Complete();

        _released.ShouldBe([0, 1, 2, 3]);
        releaser.Count.ShouldBe(0);
    }

    [Fact]
    public void Abandon_ThenComplete_ReleasesNothing()
    {
        var releaser = new OrderedReleaser<int>(_released.Add);
        var deliveries = Enumerable.Range(0, 3).Select(releaser.Add).ToList();
        deliveries[1].Complete();

        releaser.Abandon().ShouldBe(3);

        deliveries.ForEach(d => d.Complete());
        releaser.Add(9).Complete();
        _released.ShouldBeEmpty();
    }

    [Fact]
    public void Complete_FromManyThreads_LosesNothingAndKeepsTheOrder()
    {
        const int Count = 20_000;
        var releaser = new OrderedReleaser<int>(_released.Add);
        var deliveries = Enumerable.Range(0, Count).Select(releaser.Add).ToArray();
        new Random(1).Shuffle(deliveries);

        Parallel.ForEach(deliveries, (IDelivery delivery) => delivery.Complete());

        SpinWait.SpinUntil(() => releaser.Count == 0, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        _released.ShouldBe(Enumerable.Range(0, Count));
    }
}
