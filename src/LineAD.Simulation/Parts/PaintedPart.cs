using LineAD.Imaging;

namespace LineAD.Simulation.Parts;

/// <summary>A drawn part with its truth.</summary>
/// <param name="Image">The camera frame.</param>
/// <param name="Defect">What is wrong with it.</param>
/// <param name="Mask">255 on the defect and 0 elsewhere, at frame size; null for a good part.</param>
public sealed record PaintedPart(RgbImage Image, PartDefect Defect, GreyImage? Mask);
