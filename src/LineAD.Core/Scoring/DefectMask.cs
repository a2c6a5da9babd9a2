namespace LineAD.Core.Scoring;

/// <summary>What is wrong with a view and where.</summary>
/// <param name="Png">8-bit grey PNG at frame size, 255 on defects and 0 elsewhere.</param>
/// <param name="Regions">The defects, highest peak first, at most 64; the mask holds all of them.</param>
public sealed record DefectMask(byte[] Png, IReadOnlyList<DefectRegion> Regions);
