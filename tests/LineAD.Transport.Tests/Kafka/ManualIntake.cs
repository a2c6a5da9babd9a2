using System.Collections.Concurrent;
using LineAD.Core.Identity;
using LineAD.Core.Intake;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Keeps what a source hands in; the test completes it.</summary>
internal sealed class ManualIntake : IFrameIntake
{
    private readonly List<InboundFrame> _frames = [];
    private readonly List<InboundRefusal> _refusals = [];

    /// <summary>Completes each frame at once.</summary>
    public bool Completes { get; init; }

    /// <summary>Completes what is open of a station that leaves, as a pipeline does.</summary>
    public bool CompletesOnLeave { get; init; }

    /// <summary>Stations that have left.</summary>
    public ConcurrentQueue<StationKey> Left { get; } = new();

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

    public void Leave(StationKey station)
    {
        Left.Enqueue(station);
        foreach (var frame in CompletesOnLeave ? Frames.Where(f => f.Station == station.Station) : [])
        {
            frame.Delivery.Complete();
        }
    }

    public void Refuse(InboundRefusal refusal)
    {
        lock (_frames)
        {
            _refusals.Add(refusal);
        }

        refusal.Delivery.Complete();
    }
}
