namespace LineAD.Cli.Doctor;

/// <summary>One line of the doctor's report.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">What was found.</param>
/// <param name="Value">In words.</param>
/// <param name="Remedy">What to do about it; null when there is nothing to do.</param>
internal sealed record DoctorCheck(string Name, DoctorStatus Status, string Value, string? Remedy = null)
{
    public static DoctorCheck Ok(string name, string value) => new(name, DoctorStatus.Ok, value);

    public static DoctorCheck Note(string name, string value, string? remedy = null) =>
        new(name, DoctorStatus.Note, value, remedy);

    public static DoctorCheck Missing(string name, string value, string remedy) =>
        new(name, DoctorStatus.Missing, value, remedy);
}
