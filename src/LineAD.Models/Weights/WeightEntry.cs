namespace LineAD.Models.Weights;

/// <summary>One tensor of a weight file: where it lies, not its values.</summary>
/// <param name="Name">Key, for instance <c>layer1.0.conv1.weight</c>.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Elements">Product of the sizes.</param>
public sealed record WeightEntry(string Name, WeightType Type, IReadOnlyList<long> Shape, long Elements)
{
    /// <summary>Bytes of the values.</summary>
    public long ByteLength => Elements * WeightTypes.SizeOf(Type);

    /// <summary>First byte of the values in the file (safetensors, legacy pickle) or in the storage (zip).</summary>
    internal long Offset { get; init; }

    /// <summary>Name of the zip member that holds the values; null where the file itself does.</summary>
    internal string? Member { get; init; }

    /// <summary>The shape as text, for messages.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
