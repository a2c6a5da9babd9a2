using LineAD.Core.Contracts;
using LineAD.Core.Wire;

namespace LineAD.Service.Hosting;

/// <summary>Takes decisions and outputs, and counts the decisions; those of the model apart.</summary>
internal sealed class RehearsalSink : IDecisionSink, IOutputSink
{
    private int _count;
    private int _byModel;

    public int Count => Volatile.Read(ref _count);

    public int ByModel => Volatile.Read(ref _byModel);

    public string Name => "rehearsal";

    public bool Required => true;

    public bool IsConnected => true;

    public void Publish(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        if (publication.Decision.Basis == Basis.Model)
        {
            Interlocked.Increment(ref _byModel);
        }

        Interlocked.Increment(ref _count);
        completed(PublishOutcome.Acknowledged);
    }

    public void PublishState(ReadOnlyMemory<byte> json)
    {
    }

    public bool TryPublish(OutputMessage message) => true;
}
