namespace LineAD.Training.Data;

/// <summary>A data folder cannot be used; carries every problem found, not only the first.</summary>
public sealed class DatasetException(IReadOnlyList<DatasetProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>All problems, in the order of the folder.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; } = problems;
}
