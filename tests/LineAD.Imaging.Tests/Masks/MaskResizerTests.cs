using LineAD.Imaging.Masks;

namespace LineAD.Imaging.Tests.Masks;

public sealed class MaskResizerTests
{
    [Fact]
    public void Resize_SameSize_IsTheMask()
    {
        var pixels = Enumerable.Range(0, 20).Select(i => (byte)(i % 3 == 0 ? 255 : 0)).ToArray();

        MaskResizer.Resize(new GreyImage(pixels, 5, 4), 5, 4).ShouldBe(pixels.Select(v => v == 255).ToArray());
    }

    [Fact]
    public void Resize_HalfPlane_CutsWhereTheTriangleWeighsOneHalf()
    {
        // 8 → 4, triangle of half width 2: output 1 weighs inputs 1 to 4 by 1, 3, 3, 1 (of 8).
        bool[] Row(params int[] set)
        {
            var pixels = new byte[8 * 8];
            foreach (var x in set)
            {
                for (var y = 0; y < 8; y++)
                {
                    pixels[(y * 8) + x] = 255;
                }
            }

            return MaskResizer.Resize(new GreyImage(pixels, 8, 8), 4, 4)[..4];
        }

        Row(2)[1].ShouldBeFalse();
        Row(2, 4)[1].ShouldBeTrue();
        Row(1, 3)[1].ShouldBeTrue();
        Row(1, 4)[1].ShouldBeFalse();
    }

    [Fact]
    public void Resize_SinglePixelOfAThickReduction_Vanishes()
    {
        var pixels = new byte[64 * 64];
        pixels[(32 * 64) + 32] = 255;

        MaskResizer.Resize(new GreyImage(pixels, 64, 64), 16, 16).ShouldAllBe(value => !value);
    }
}
