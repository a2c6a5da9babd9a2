namespace LineAD.Imaging.Overlays;

/// <summary>The three pictures of an overlay, JPEG files of one size.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Heat">The map in the fixed colours of <see cref="HeatScale"/> over the frame in grey.</param>
/// <param name="Mask">The frame with the mask filled in red and the ground truth outlined in green.</param>
public sealed record OverlayPanels(byte[] Frame, byte[] Heat, byte[] Mask);
