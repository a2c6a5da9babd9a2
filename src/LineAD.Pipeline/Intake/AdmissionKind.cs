namespace LineAD.Pipeline.Intake;

/// <summary>What is to become of a frame.</summary>
internal enum AdmissionKind : byte
{
    /// <summary>It is a view of <see cref="Admission.Part"/> and goes to the decoder.</summary>
    Decode,

    /// <summary>It ends with its part; nothing more to do.</summary>
    Attached,

    /// <summary>It is unusable; <see cref="Admission.Part"/>, if any, ends by its fault policy.</summary>
    Quarantine,

    /// <summary>Its inspection was decided before.</summary>
    Repeat,

    /// <summary>It repeats a view of an open part that holds enough repetitions.</summary>
    Duplicate,

    /// <summary>It came after its part's decision.</summary>
    TooLate,

    /// <summary>
    /// It is stale; <see cref="Admission.Part"/>, if any, was opened for it and is for the audit only.
    /// </summary>
    Stale,

    /// <summary>The station takes no frames.</summary>
    NotTaken,
}
