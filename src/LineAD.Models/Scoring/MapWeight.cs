namespace LineAD.Models.Scoring;

/// <summary>What one discrepancy map contributes to the anomaly map.</summary>
/// <param name="Factor">Factor on its values.</param>
/// <param name="BlurSigma">Deviation of its Gaussian blur, pixels of the input size; 0 for none.</param>
public readonly record struct MapWeight(double Factor, double BlurSigma);
