namespace LineAD.Core.Errors;

/// <summary>One thing wrong in the configuration.</summary>
/// <param name="Path">JSON path, for instance <c>$.stations[0].deadlineMs</c>.</param>
/// <param name="Problem">The value found and why it cannot be used.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record ConfigurationError(string Path, string Problem, string Remedy)
{
    /// <summary>One line: path, problem, remedy.</summary>
    public override string ToString() => $"{Path}: {Problem} {Remedy}";
}
