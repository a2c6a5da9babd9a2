using LineAD.Imaging;

namespace LineAD.Training.Synthesis;

/// <summary>A good part with a drawn defect, or without one.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Mask">True where the defect is, row-major; all false when none was drawn.</param>
public sealed record SyntheticAnomaly(RgbImage Image, bool[] Mask);
