namespace LineAD.Models.Scoring;

/// <summary>
/// Bilinear upsampling and Gaussian blur along one axis as one matrix. Both are linear and separable, so a whole
/// anomaly map is left · map · rightᵀ: two small matrix products instead of passes over full-size maps.
/// </summary>
internal static class MapMatrix
{
    private const double RadiusInSigmas = 4;

    /// <summary>Matrix (outputs × inputs), row-major: upsample with align_corners false, then blur.</summary>
    internal static double[] Build(int outputs, int inputs, double sigma)
    {
        var upsample = Upsample(outputs, inputs);
        return sigma > 0 ? Multiply(Blur(outputs, sigma), upsample, outputs, inputs) : upsample;
    }

    /// <summary>
    /// Linear interpolation between pixel centres; positions beyond the outer centres take the edge value.
    /// </summary>
    private static double[] Upsample(int outputs, int inputs)
    {
        var matrix = new double[outputs * inputs];
        for (var row = 0; row < outputs; row++)
        {
            var position = Math.Max(0, ((row + 0.5) * inputs / outputs) - 0.5);
            var low = Math.Min((int)position, inputs - 1);
            var high = Math.Min(low + 1, inputs - 1);
            matrix[(row * inputs) + low] += 1 - (position - low);
            matrix[(row * inputs) + high] += position - low;
        }

        return matrix;
    }

    /// <summary>
    /// Gaussian cut at four sigmas; beyond the edge the image continues mirrored, the edge pixel repeated.
    /// </summary>
    private static double[] Blur(int size, double sigma)
    {
        var radius = (int)((RadiusInSigmas * sigma) + 0.5);
        var kernel = Kernel(radius, sigma);
        var matrix = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var k = -radius; k <= radius; k++)
            {
                matrix[(row * size) + Mirror(row + k, size)] += kernel[k + radius];
            }
        }

        return matrix;
    }

    private static double[] Kernel(int radius, double sigma)
    {
        var kernel = new double[(2 * radius) + 1];
        for (var k = -radius; k <= radius; k++)
        {
            kernel[k + radius] = Math.Exp(-0.5 * k * k / (sigma * sigma));
        }

        var sum = kernel.Sum();
        return Array.ConvertAll(kernel, value => value / sum);
    }

    private static int Mirror(int index, int size)
    {
        var wrapped = ((index % (2 * size)) + (2 * size)) % (2 * size);
        return wrapped < size ? wrapped : (2 * size) - 1 - wrapped;
    }

    private static double[] Multiply(double[] left, double[] right, int size, int columns)
    {
        var product = new double[size * columns];
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < size; k++)
            {
                var factor = left[(row * size) + k];
                for (var column = 0; factor != 0 && column < columns; column++)
                {
                    product[(row * columns) + column] += factor * right[(k * columns) + column];
                }
            }
        }

        return product;
    }
}
