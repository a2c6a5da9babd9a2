namespace LineAD.Training.Evaluation;

/// <summary>One test image with its truth and what the model said of it.</summary>
public sealed class ScoredImage
{
    /// <summary>Creates an image; map and mask are row-major and of one size.</summary>
    /// <param name="name">Where it came from, for messages.</param>
    /// <param name="isDefective">Truth of the part.</param>
    /// <param name="score">Image score, higher is more anomalous; finite.</param>
    /// <param name="width">Columns of <paramref name="map"/>.</param>
    /// <param name="map">Anomaly map; finite. Empty when only the image score matters.</param>
    /// <param name="mask">True on defective pixels; empty for a good image, or for a defect that nobody
    /// outlined.</param>
    public ScoredImage(string name, bool isDefective, double score, int width, float[] map, bool[] mask)
    {
        if (!double.IsFinite(score) || Array.Exists(map, value => !float.IsFinite(value)))
        {
            throw new ArgumentException(
                $"{name}: score or map is not finite; no metric is defined. Check the model.", nameof(score));
        }

        if (mask.Length != 0 && mask.Length != map.Length)
        {
            throw new ArgumentException(
                $"{name}: mask has {mask.Length} pixels, map {map.Length}; resize the mask.", nameof(mask));
        }

        (Name, IsDefective, Score, Width, Map, Mask) = (name, isDefective, score, width, map, mask);
    }

    /// <summary>Where it came from.</summary>
    public string Name { get; }

    /// <summary>Truth of the part.</summary>
    public bool IsDefective { get; }

    /// <summary>Image score.</summary>
    public double Score { get; }

    /// <summary>Columns of the map.</summary>
    public int Width { get; }

    /// <summary>Anomaly map, row-major.</summary>
    public IReadOnlyList<float> AnomalyMap => Map;

    internal float[] Map { get; }

    internal bool[] Mask { get; }

    /// <summary>
    /// True when its pixels have a truth. A defective image without a mask has none, and is left out of the pixel
    /// metrics.
    /// </summary>
    internal bool HasPixels => Map.Length > 0 && (!IsDefective || Mask.Length > 0);
}
