namespace LineAD.Simulation.Parts;

/// <summary>A part to be simulated, with its truth.</summary>
/// <param name="Name">Where it comes from, for people.</param>
/// <param name="Image">The frame as a camera would send it.</param>
/// <param name="ContentType">Its MIME type.</param>
/// <param name="Defective">The truth.</param>
public sealed record SimulatedPart(string Name, byte[] Image, string ContentType, bool Defective);
