namespace LineAD.Models.Teachers;

/// <summary>A feature map that a teacher gives out.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Stride">Input pixels per map pixel: 4, 8 or 16.</param>
public readonly record struct TapSpec(int Channels, int Stride);
