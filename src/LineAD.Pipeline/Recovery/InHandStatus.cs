namespace LineAD.Pipeline.Recovery;

/// <summary>What the in-hand file says of a frame.</summary>
internal enum InHandStatus : byte
{
    /// <summary>Never in hand when a process died.</summary>
    Clean,

    /// <summary>In hand once when the process died: it is retried alone.</summary>
    Suspect,

    /// <summary>In hand twice: it is quarantined undecoded.</summary>
    Poison,
}
