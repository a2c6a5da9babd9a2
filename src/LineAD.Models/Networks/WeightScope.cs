namespace LineAD.Models.Networks;

/// <summary>A place in a network's naming tree.</summary>
/// <param name="Weights">The network's weights.</param>
/// <param name="Prefix">Dotted path so far; empty at the root.</param>
public readonly record struct WeightScope(NetworkWeights Weights, string Prefix)
{
    /// <summary>The scope below, named <paramref name="name"/>.</summary>
    public WeightScope this[string name] => new(Weights, Full(name));

    /// <summary>The scope below with a number for a name.</summary>
    public WeightScope this[int index] => this[$"{index}"];

    /// <summary>Full name of <paramref name="name"/> here.</summary>
    public string Full(string name) => Prefix.Length == 0 ? name : $"{Prefix}.{name}";
}
