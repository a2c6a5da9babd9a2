using LineAD.Core.Contracts;

namespace LineAD.Service.Hosting;

/// <summary>Takes decisions and outputs, and counts the decisions.</summary>
internal sealed class RehearsalSink : IDecisionSink, IOutputSink
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public string Name => "rehearsal";

    public bool Required => true;

    public bool IsConnected => true;

    public void Publish(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        Interlocked.Increment(ref _count);
        completed(PublishOutcome.Acknowledged);
    }

    public void PublishState(ReadOnlyMemory<byte> json)
    {
    }

    public bool TryPublish(OutputMessage message) => true;
}
