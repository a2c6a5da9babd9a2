namespace LineAD.Core.Contracts;

/// <summary>Messages that never hold a decision or an acknowledgement.</summary>
public enum OutputKind
{
    /// <summary>PNG mask of a view: <c>…/mask/{camera}/{part}</c>.</summary>
    Mask,

    /// <summary>JSON list of defect regions of a view: <c>…/defects/{camera}/{part}</c>.</summary>
    Defects,

    /// <summary>JSON audit record: <c>…/audit</c>.</summary>
    Audit,

    /// <summary>JSON dead letter: <c>{root}/{line}/dlq</c>, or <c>{root}/unknown/dlq</c>.</summary>
    DeadLetter,
}
