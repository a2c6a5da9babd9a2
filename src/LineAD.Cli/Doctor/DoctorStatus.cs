namespace LineAD.Cli.Doctor;

/// <summary>What a check found.</summary>
internal enum DoctorStatus
{
    /// <summary>There and usable.</summary>
    Ok,

    /// <summary>LineAD works without it, or slower.</summary>
    Note,

    /// <summary>LineAD needs it and it is not there.</summary>
    Missing,
}
