namespace LineAD.Core.Wire;

/// <summary>A pixel of the frame; the origin is the top left.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
public readonly record struct PixelPoint(int X, int Y);
