namespace LineAD.Core.Scoring;

/// <summary>What a teacher group wants as input: 8-bit RGB, height × width × 3, this size.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public readonly record struct InputSpec(int Width, int Height);
