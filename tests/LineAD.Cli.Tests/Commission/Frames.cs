using LineAD.Imaging;

namespace LineAD.Cli.Tests.Commission;

/// <summary>Pictures that differ by their number.</summary>
internal static class Frames
{
    public static byte[] Png(int number, int side = 32)
    {
        var pixels = new byte[side * side * 3];
        new Random(number).NextBytes(pixels);
        return ImageFiles.EncodePng(new RgbImage(pixels, side, side));
    }
}
