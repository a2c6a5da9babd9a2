using LineAD.Transport.Mqtt.Outputs;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class OutputQueueTests
{
    [Fact]
    public void Add_OverTheCount_GivesUpTheOldest()
    {
        var queue = new OutputQueue(capacity: 2, maxBytes: 100);

        Numbers(queue.Add(Item(1))).ShouldBeEmpty();
        Numbers(queue.Add(Item(2))).ShouldBeEmpty();
        Numbers(queue.Add(Item(3))).ShouldBe([1]);

        queue.Count.ShouldBe(2);
    }

    [Fact]
    public void Add_OverTheBytes_GivesUpAsManyOfTheOldestAsItTakes()
    {
        var queue = new OutputQueue(capacity: 100, maxBytes: 10);
        queue.Add(Item(1, 4));
        queue.Add(Item(2, 4));

        Numbers(queue.Add(Item(3, 7))).ShouldBe([1, 2]);

        queue.Count.ShouldBe(1);
    }

    [Fact]
    public void Add_LargerThanAllBytes_GivesUpItselfAndTheNextFits()
    {
        var queue = new OutputQueue(capacity: 100, maxBytes: 10);

        Numbers(queue.Add(Item(1, 11))).ShouldBe([1]);
        Numbers(queue.Add(Item(2, 10))).ShouldBeEmpty();
    }

    [Fact]
    public void TryTake_BytesOfWhatWasTaken_AreFreeAgain()
    {
        var queue = new OutputQueue(capacity: 100, maxBytes: 10);
        queue.Add(Item(1, 6));
        queue.TryTake()!.Payload.Span[0].ShouldBe((byte)1);

        Numbers(queue.Add(Item(2, 6))).ShouldBeEmpty();
    }

    private static IEnumerable<byte> Numbers(IEnumerable<OutputItem> items) => items.Select(i => i.Payload.Span[0]);

    private static OutputItem Item(byte number, int length = 1)
    {
        var payload = new byte[length];
        payload[0] = number;
        return new OutputItem(null, "t", "text/plain", payload);
    }
}
