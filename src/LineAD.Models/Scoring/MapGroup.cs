namespace LineAD.Models.Scoring;

/// <summary>Maps whose weighted sum is one candidate for the anomaly map.</summary>
/// <param name="Maps">Which of the student's maps, from 0.</param>
/// <param name="Weights">Per map of the group.</param>
/// <param name="Offset">Added to every pixel.</param>
public sealed record MapGroup(IReadOnlyList<int> Maps, IReadOnlyList<MapWeight> Weights, double Offset);
