namespace LineAD.Pipeline.Parts;

/// <summary>What is known of one view of a part.</summary>
internal enum ViewState : byte
{
    /// <summary>No usable frame of it came.</summary>
    Missing = 0,

    /// <summary>Its frame is being decoded or scored.</summary>
    Pending = 1,

    /// <summary>It has a score, which need not be finite.</summary>
    Scored = 2,

    /// <summary>Its frame is unusable.</summary>
    Faulted = 3,

    /// <summary>Its frame was given up under load.</summary>
    Lost = 4,
}
