using LineAD.Core.Wire;

namespace LineAD.Core.Contracts;

/// <summary>A view's mask and the regions in it.</summary>
/// <param name="Png">8-bit grey PNG at the frame's size, 0 or 255.</param>
/// <param name="Regions">The regions, in pixels of the frame.</param>
public sealed record MaskExtraction(byte[] Png, IReadOnlyList<DefectRegion> Regions);
