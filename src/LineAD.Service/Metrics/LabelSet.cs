namespace LineAD.Service.Metrics;

/// <summary>Label values of a series as a dictionary key.</summary>
internal sealed class LabelSet(string[] values)
{
    public string[] Values { get; } = values;
}
