namespace LineAD.Training.Reporting;

/// <summary>A line of a table: name, value, and what it means.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value, ready to read.</param>
/// <param name="Meaning">What it means; may be empty.</param>
public sealed record ReportFact(string Name, string Value, string Meaning = "");
