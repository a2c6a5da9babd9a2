using System.Text.RegularExpressions;

namespace Prometheus;

/// <summary>A metric: name, help, label names and its series.</summary>
public abstract partial class Collector
{
    private protected Collector(string name, string help, string[] labelNames)
    {
        if (!ValidName().IsMatch(name))
        {
            throw new ArgumentException($"Metric name '{name}' must match {ValidName()}.", nameof(name));
        }

        foreach (var label in labelNames)
        {
            CheckLabel(label);
        }

        if (labelNames.Distinct(StringComparer.Ordinal).Count() != labelNames.Length)
        {
            throw new InvalidOperationException($"Metric '{name}' has the same label twice.");
        }

        Name = name;
        Help = help;
        LabelNames = labelNames;
    }

    public string Name { get; }

    public string Help { get; }

    public string[] LabelNames { get; }

    internal abstract void WriteHead(ExpositionWriter writer);

    internal abstract void WriteSeries(ExpositionWriter writer);

    private protected virtual bool IsReserved(string label) => false;

    private void CheckLabel(string label)
    {
        if (!ValidName().IsMatch(label) || label.StartsWith("__", StringComparison.Ordinal) || IsReserved(label))
        {
            throw new ArgumentException($"Label name '{label}' is not valid or reserved.", nameof(label));
        }
    }

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex ValidName();
}
