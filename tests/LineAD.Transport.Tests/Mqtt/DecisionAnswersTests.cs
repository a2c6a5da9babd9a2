using System.Net.Sockets;
using LineAD.Core.Contracts;
using LineAD.Testing;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>A decision is out when the broker has answered each of its messages, in whatever order.</summary>
public sealed class DecisionAnswersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(3, 0, 2, 1)]
    public async Task Publish_AnswersInAnyOrder_EndsWithTheLastOfThem(params int[] order)
    {
        await using var broker = new ScriptedBroker();
        await using var test = new DecisionsUnderTest(Setup.Options(broker.Port));

        // Over a new connection one decision goes alone.
        var first = test.PublishAsync(Publications.Pass("first", 60_000));
        Answer(Messages(broker, 2));
        (await first.WaitAsync(Limit)).ShouldBe(PublishOutcome.Acknowledged);
        var outcome = test.PublishAsync(Publications.Reject("A", 60_000));
        var messages = Messages(broker, 6)[2..];
        Answer([.. order[..^1].Select(i => messages[i])]);

        // Answers are read in order: once this one is out, those before it were read.
        var next = test.PublishAsync(Publications.Pass("next", 60_000));
        Answer(Messages(broker, 8)[6..]);
        (await next.WaitAsync(Limit)).ShouldBe(PublishOutcome.Acknowledged);
        outcome.IsCompleted.ShouldBeFalse();

        ScriptedBroker.Answer(messages[order[^1]]);

        (await outcome.WaitAsync(Limit)).ShouldBe(PublishOutcome.Acknowledged);
    }

    private static void Answer((NetworkStream Stream, byte[] Id)[] messages) => Array.ForEach(messages, ScriptedBroker.Answer);

    private static (NetworkStream Stream, byte[] Id)[] Messages(ScriptedBroker broker, int count)
    {
        Eventually.True(() => broker.Messages.Count == count);
        return [.. broker.Messages];
    }
}
