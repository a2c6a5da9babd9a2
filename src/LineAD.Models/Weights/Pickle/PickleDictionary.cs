namespace LineAD.Models.Weights.Pickle;

/// <summary>A dictionary of a pickle; keys that are not text are kept out, a state dictionary has none.</summary>
internal sealed class PickleDictionary
{
    /// <summary>Values by key.</summary>
    internal Dictionary<string, object?> Items { get; } = new(StringComparer.Ordinal);

    internal void Set(object? key, object? value)
    {
        if (key is string text)
        {
            Items[text] = value;
        }
    }
}
