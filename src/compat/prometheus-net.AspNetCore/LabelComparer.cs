namespace Prometheus;

/// <summary>Compares label values one by one; looks up a span without making a key of it.</summary>
internal sealed class LabelComparer
    : IEqualityComparer<LabelSequence>, IAlternateEqualityComparer<ReadOnlySpan<string>, LabelSequence>
{
    public static readonly LabelComparer Instance = new();

    public bool Equals(LabelSequence? x, LabelSequence? y) => x!.Values.AsSpan().SequenceEqual(y!.Values);

    public bool Equals(ReadOnlySpan<string> alternate, LabelSequence other) =>
        alternate.SequenceEqual(other.Values);

    public int GetHashCode(LabelSequence obj) => GetHashCode(obj.Values.AsSpan());

    public int GetHashCode(ReadOnlySpan<string> alternate)
    {
        var hash = default(HashCode);
        foreach (var value in alternate)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public LabelSequence Create(ReadOnlySpan<string> alternate) => new(alternate.ToArray());
}
