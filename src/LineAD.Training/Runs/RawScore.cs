namespace LineAD.Training.Runs;

/// <summary>What a student says of an image before normalisation.</summary>
/// <param name="Score">Raw image score.</param>
/// <param name="Map">Raw anomaly map at input size, row-major; blurred as the rule says.</param>
public sealed record RawScore(double Score, float[] Map)
{
    /// <summary>The value that a share of the map's pixels does not exceed.</summary>
    public double Quantile(double share)
    {
        var sorted = (float[])Map.Clone();
        Array.Sort(sorted);
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
