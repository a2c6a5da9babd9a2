namespace LineAD.Imaging.Masks;

/// <summary>
/// Ground truth at evaluation size, by the rule of DeSTSeg (Zhang et al., CVPR 2023): antialiased bilinear resize (a
/// triangle filter as wide as the reduction), then defect where the value is at least one half.
/// </summary>
public static class MaskResizer
{
    private const float Half = 127.5f;

    /// <summary>Resizes to height × width values, true on defects.</summary>
    public static bool[] Resize(GreyImage mask, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var rows = Across(mask, width);
        var result = new bool[checked(width * height)];
        foreach (var (y, first, weights) in Filter(mask.Height, height))
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * rows[((first + k) * width) + x];
                }

                // Rounded as an 8-bit picture would be, the form in which the rule compares it.
                result[(y * width) + x] = MathF.Round(sum, MidpointRounding.AwayFromZero) >= Half;
            }
        }

        return result;
    }

    private static float[] Across(GreyImage mask, int width)
    {
        var rows = new float[checked(width * mask.Height)];
        foreach (var (x, first, weights) in Filter(mask.Width, width))
        {
            for (var y = 0; y < mask.Height; y++)
            {
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * mask.Pixels[(y * mask.Width) + first + k];
                }

                rows[(y * width) + x] = MathF.Round(sum, MidpointRounding.AwayFromZero);
            }
        }

        return rows;
    }

    /// <summary>
    /// For each output position: its first input position and the weights from there on, which add up to 1.
    /// </summary>
    private static IEnumerable<(int Position, int First, float[] Weights)> Filter(int from, int to)
    {
        var scale = (double)from / to;
        var support = Math.Max(scale, 1.0);
        for (var position = 0; position < to; position++)
        {
            var center = (position + 0.5) * scale;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var end = Math.Min(from, (int)(center + support + 0.5));
            var weights = new double[end - first];
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = Math.Max(0, 1 - Math.Abs((first + k - center + 0.5) / support));
            }

            var total = weights.Sum();
            yield return (position, first, Array.ConvertAll(weights, weight => (float)(weight / total)));
        }
    }
}
