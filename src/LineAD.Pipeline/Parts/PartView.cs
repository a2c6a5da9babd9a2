using LineAD.Pipeline.Intake;

namespace LineAD.Pipeline.Parts;

/// <summary>One expected view of a part. Guarded by the part's gate.</summary>
internal sealed class PartView
{
    public ViewEvidence Evidence { get; set; }

    /// <summary>The frame that is this view; null before it came and for parts of an earlier run.</summary>
    public FrameTicket? Ticket { get; set; }

    /// <summary>Why it was lost, for the frame's terminal state.</summary>
    public string LostReason { get; set; } = "";

    /// <summary>Its score map, owned, until the part is decided.</summary>
    public ViewMap? Map { get; set; }
}
