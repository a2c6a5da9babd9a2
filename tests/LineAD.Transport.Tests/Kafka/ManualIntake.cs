using LineAD.Core.Intake;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Keeps what a source hands in; the test completes it.</summary>
internal sealed class ManualIntake : IFrameIntake
{
    private readonly List<InboundFrame> _frames = [];
    private readonly List<InboundRefusal> _refusals = [];

    /// <summary>Completes each frame at once.</summary>
    public bool Completes { get; init; }

    public IReadOnlyList<InboundFrame> Frames
    {
        get
        {
            lock (_frames)
            {
                return [.. _frames];
            }
        }
    }

    public IReadOnlyList<InboundRefusal> Refusals
    {
        get
        {
            lock (_frames)
            {
                return [.. _refusals];
            }
        }
    }

    public IReadOnlyList<string?> Parts => [.. Frames.Select(f => f.Attributes.PartId)];

    public void Offer(InboundFrame frame)
    {
        lock (_frames)
        {
            _frames.Add(frame);
        }

        if (Completes)
        {
            frame.Delivery.Complete();
        }
    }

    public void Offer(InboundTrigger trigger) => trigger.Delivery.Complete();

    public void Refuse(InboundRefusal refusal)
    {
        lock (_frames)
        {
            _refusals.Add(refusal);
        }

        refusal.Delivery.Complete();
    }
}
