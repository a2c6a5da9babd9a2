using System.Collections.Concurrent;
using LineAD.Core.Identity;
using LineAD.Core.Intake;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Keeps what a source hands in; completes it at once, or leaves that to the test.</summary>
internal sealed class RecordingIntake(bool completes = true) : IFrameIntake
{
    public ConcurrentQueue<InboundFrame> Frames { get; } = new();

    public ConcurrentQueue<InboundTrigger> Triggers { get; } = new();

    public ConcurrentQueue<InboundRefusal> Refusals { get; } = new();

    public void Offer(InboundFrame frame)
    {
        Frames.Enqueue(frame);
        Complete(frame.Delivery);
    }

    public void Offer(InboundTrigger trigger)
    {
        Triggers.Enqueue(trigger);
        Complete(trigger.Delivery);
    }

    public void Leave(StationKey station)
    {
    }

    public void Refuse(InboundRefusal refusal)
    {
        Refusals.Enqueue(refusal);
        refusal.Delivery.Complete();
    }

    private void Complete(IDelivery delivery)
    {
        if (completes)
        {
            delivery.Complete();
        }
    }
}
