namespace LineAD.Models.Weights.Pickle;

/// <summary>
/// A name that a pickle refers to; never resolved to anything but the few meanings a state dictionary needs.
/// </summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    internal static readonly PickleGlobal OrderedDict = new("collections", "OrderedDict");
    internal static readonly PickleGlobal RebuildTensor = new("torch._utils", "_rebuild_tensor_v2");
    internal static readonly PickleGlobal RebuildParameter = new("torch._utils", "_rebuild_parameter");

    private static readonly Dictionary<string, WeightType> Storages = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = WeightType.Float32,
        ["DoubleStorage"] = WeightType.Float64,
        ["HalfStorage"] = WeightType.Float16,
        ["BFloat16Storage"] = WeightType.BFloat16,
        ["LongStorage"] = WeightType.Int64,
        ["IntStorage"] = WeightType.Int32,
        ["ShortStorage"] = WeightType.Int16,
        ["CharStorage"] = WeightType.Int8,
        ["ByteStorage"] = WeightType.UInt8,
        ["BoolStorage"] = WeightType.Bool,
    };

    /// <summary>Element type, if this names a storage class of torch.</summary>
    internal bool TryStorage(out WeightType type)
    {
        type = default;
        return Module == "torch" && Storages.TryGetValue(Name, out type);
    }

    /// <summary>This name, or a refusal of it.</summary>
    internal PickleGlobal Allowed() =>
        this == OrderedDict || this == RebuildTensor || this == RebuildParameter || TryStorage(out _)
            ? this
            : throw new WeightFormatException(
                $"it asks for '{Module}.{Name}', which a dictionary of weights does not need; nothing was executed. "
                + "Save only the state_dict of the model");
}
