using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Decoding;

/// <summary>A view on its way to the decoder.</summary>
internal sealed class DecodeJob(Part part, CameraRuntime camera, FrameTicket ticket, bool alone, long queuedAt)
{
    public Part Part { get; } = part;

    public CameraRuntime Camera { get; } = camera;

    public FrameTicket Ticket { get; } = ticket;

    /// <summary>Taken now: the ticket lets it go when the part is decided meanwhile.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = ticket.Payload;

    /// <summary>A suspect of the last run is scored in a batch of its own.</summary>
    public bool Alone { get; } = alone;

    public long QueuedAt { get; } = queuedAt;
}
