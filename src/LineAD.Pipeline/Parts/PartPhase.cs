namespace LineAD.Pipeline.Parts;

/// <summary>Where a part is in its life.</summary>
internal enum PartPhase : byte
{
    /// <summary>Not decided.</summary>
    Open,

    /// <summary>Decided; its outcome is not known.</summary>
    Decided,

    /// <summary>Outcome known, frames ended.</summary>
    Closed,
}
