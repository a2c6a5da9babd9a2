namespace LineAD.Models.Weights.Pickle;

/// <summary>A tensor of a state dictionary: a contiguous view of a storage, bounds checked.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, IReadOnlyList<long> Shape, long Elements)
{
    /// <summary>Makes the tensor that the arguments of <c>_rebuild_tensor_v2</c> describe.</summary>
    internal static PickleTensor From(object? arguments)
    {
        if (arguments is not object?[] { Length: >= 4 } list || list[0] is not PickleStorage storage
            || list[1] is not long offset || list[2] is not object?[] sizes || list[3] is not object?[] strides)
        {
            throw new WeightFormatException("a tensor is described by unexpected values");
        }

        var shape = Integers(sizes);
        var elements = WeightShape.Elements(storage.Key, shape);
        CheckContiguous(storage.Key, shape, Integers(strides));
        if (offset < 0 || offset > storage.Elements - elements)
        {
            throw new WeightFormatException(
                $"a tensor of {elements} values at {offset} exceeds storage '{storage.Key}' of {storage.Elements}");
        }

        return new PickleTensor(storage, offset, shape, elements);
    }

    private static long[] Integers(object?[] values) => Array.ConvertAll(
        values, v => v as long? ?? throw new WeightFormatException("a tensor's size is not an integer"));

    private static void CheckContiguous(string key, long[] shape, long[] strides)
    {
        var expected = 1L;
        for (var k = shape.Length - 1; k >= 0; k--)
        {
            if (strides.Length != shape.Length || (shape[k] > 1 && strides[k] != expected))
            {
                throw new WeightFormatException(
                    $"the tensor in storage '{key}' is not contiguous; save it with .contiguous()");
            }

            expected *= Math.Max(shape[k], 1);
        }
    }
}
