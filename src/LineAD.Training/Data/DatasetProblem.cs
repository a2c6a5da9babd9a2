namespace LineAD.Training.Data;

/// <summary>One thing wrong with a data folder.</summary>
/// <param name="Path">File or folder.</param>
/// <param name="Problem">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record DatasetProblem(string Path, string Problem, string Remedy)
{
    /// <summary>One line: path, problem, remedy.</summary>
    public override string ToString() => $"{Path}: {Problem} {Remedy}";
}
