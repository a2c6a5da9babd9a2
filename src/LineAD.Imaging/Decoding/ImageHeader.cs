namespace LineAD.Imaging.Decoding;

/// <summary>What is known of a payload before a pixel of it is decoded.</summary>
/// <param name="Format">Kind of payload.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsGrey">True when one channel holds everything.</param>
internal readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, bool IsGrey);
