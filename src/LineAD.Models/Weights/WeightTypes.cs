namespace LineAD.Models.Weights;

/// <summary>Sizes and names of element types.</summary>
public static class WeightTypes
{
    private static readonly (WeightType Type, string Name, int Bytes)[] Table =
    [
        (WeightType.Bool, "BOOL", 1), (WeightType.UInt8, "U8", 1), (WeightType.Int8, "I8", 1),
        (WeightType.Int16, "I16", 2), (WeightType.Int32, "I32", 4), (WeightType.Int64, "I64", 8),
        (WeightType.Float16, "F16", 2), (WeightType.BFloat16, "BF16", 2),
        (WeightType.Float32, "F32", 4), (WeightType.Float64, "F64", 8),
    ];

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(WeightType type) => Array.Find(Table, row => row.Type == type).Bytes;

    /// <summary>Name of the type in a safetensors header.</summary>
    public static string SafeTensorsName(WeightType type) => Array.Find(Table, row => row.Type == type).Name;

    /// <summary>Type of a safetensors name; false for one that is not supported.</summary>
    public static bool TryParse(string? name, out WeightType type)
    {
        var row = Array.Find(Table, row => row.Name == name);
        type = row.Type;
        return row.Name is not null;
    }
}
