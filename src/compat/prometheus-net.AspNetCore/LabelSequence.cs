namespace Prometheus;

/// <summary>Label values as a dictionary key.</summary>
internal sealed class LabelSequence(string[] values)
{
    public string[] Values { get; } = values;

    /// <summary>Sorts series for export.</summary>
    public string Order { get; } = string.Join('\u0001', values);
}
