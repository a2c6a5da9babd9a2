namespace LineAD.Service.Metrics;

/// <summary>Compares label values; a span is looked up without making a key of it.</summary>
internal sealed class LabelSetComparer
    : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<string>, LabelSet>
{
    public static readonly LabelSetComparer Instance = new();

    public bool Equals(LabelSet? x, LabelSet? y) => x!.Values.AsSpan().SequenceEqual(y!.Values);

    public bool Equals(ReadOnlySpan<string> alternate, LabelSet other) => alternate.SequenceEqual(other.Values);

    public int GetHashCode(LabelSet obj) => GetHashCode(obj.Values.AsSpan());

    public int GetHashCode(ReadOnlySpan<string> alternate)
    {
        var hash = default(HashCode);
        foreach (var value in alternate)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public LabelSet Create(ReadOnlySpan<string> alternate) => new(alternate.ToArray());
}
