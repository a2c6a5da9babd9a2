namespace LineAD.Core.Journal;

/// <summary>
/// The terminal states of a frame (law 1): <c>received = used + duplicate + stale + quarantined + dropped + in_flight</c>.
/// </summary>
public enum FrameState : byte
{
    /// <summary>It is still on its way.</summary>
    InFlight = 0,

    /// <summary>Its view took part in its part's decision.</summary>
    Used = 1,

    /// <summary>The same view of the same inspection was received before.</summary>
    Duplicate = 2,

    /// <summary>Past its deadline on receipt, or its age cannot be proven.</summary>
    Stale = 3,

    /// <summary>Unusable, kept as a dead letter; carries a <see cref="Errors.FrameError"/>.</summary>
    Quarantined = 4,

    /// <summary>Usable, but given up; carries a reason.</summary>
    Dropped = 5,
}
