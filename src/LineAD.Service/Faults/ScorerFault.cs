namespace LineAD.Service.Faults;

/// <summary>What the next device calls do.</summary>
/// <param name="Fault">One of <see cref="FaultNames"/>.</param>
/// <param name="Milliseconds">Length of a stall.</param>
internal sealed record ScorerFault(string Fault, int Milliseconds);
