namespace LineAD.Core.Journal;

/// <summary>Why a decision, or a repetition of it, is on the audit topic only. Snake case on the wire and in metrics.</summary>
public enum AuditReason
{
    /// <summary>The cut-off passed before the decision could be sent.</summary>
    Late,

    /// <summary>It was sent, but no required sink's acknowledgement came until deadline plus reserve.</summary>
    Unconfirmed,

    /// <summary>Its first frame was stale on receipt.</summary>
    Stale,

    /// <summary>The inspection was decided before.</summary>
    Repeated,

    /// <summary>The process died with the part open and came back after the cut-off.</summary>
    Restart,

    /// <summary>The station is in bypass or commission mode.</summary>
    StationMode,

    /// <summary>The broker refused the decision.</summary>
    Refused,

    /// <summary>The journal could not be written, so the decision was withheld.</summary>
    JournalFailed,

    /// <summary>A score that came after the policy's decision.</summary>
    Superseded,
}
