namespace LineAD.Core.Errors;

/// <summary>The configuration is not usable; carries every error found, each with its JSON path.</summary>
public sealed class LineAdConfigurationException(IReadOnlyList<ConfigurationError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All errors, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
