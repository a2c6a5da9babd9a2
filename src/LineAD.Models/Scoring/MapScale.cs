namespace LineAD.Models.Scoring;

/// <summary>
/// How one kind of map is brought to a common scale: <see cref="Low"/> becomes 0.5 and <see cref="High"/> 1, both
/// quantiles of the pixels of held-out good parts.
/// </summary>
/// <param name="Name">Kind, see <see cref="MapNames"/>.</param>
/// <param name="Low">Raw value that becomes 0.5.</param>
/// <param name="High">Raw value that becomes 1; above <paramref name="Low"/>.</param>
/// <param name="BlurSigma">Deviation of this kind's Gaussian blur, pixels of the input size; 0 for none.</param>
public sealed record MapScale(string Name, double Low, double High, double BlurSigma);
