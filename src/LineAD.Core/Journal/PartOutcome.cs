namespace LineAD.Core.Journal;

/// <summary>Where a decided part ended (law 1): <c>decided = published + audit_only(reason)</c>.</summary>
public enum PartOutcome : byte
{
    /// <summary>Not known yet.</summary>
    Pending = 0,

    /// <summary>Every required sink acknowledged the decision.</summary>
    Published = 1,

    /// <summary>It went to the audit record only; carries an <see cref="AuditReason"/>.</summary>
    AuditOnly = 2,
}
