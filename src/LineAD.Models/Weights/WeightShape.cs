namespace LineAD.Models.Weights;

/// <summary>Size arithmetic on numbers that a file claims.</summary>
internal static class WeightShape
{
    private const int MaxRank = 8;

    /// <summary>
    /// Product of the sizes; throws when one is negative, there are too many, or the product overflows.
    /// </summary>
    internal static long Elements(string name, IReadOnlyList<long> shape)
    {
        if (shape.Count > MaxRank)
        {
            throw new WeightFormatException($"'{name}' has {shape.Count} dimensions, at most {MaxRank} are supported");
        }

        var product = 1L;
        foreach (var size in shape)
        {
            if (size < 0 || (size > 0 && product > int.MaxValue / size))
            {
                throw new WeightFormatException($"'{name}' has the impossible shape [{string.Join(", ", shape)}]");
            }

            product *= size;
        }

        return product;
    }
}
