using LineAD.Imaging.Masks;
using OpenCvSharp;

namespace LineAD.Imaging.Tests.Masks;

public sealed class MaskExtractorTests
{
    [Fact]
    public void Extract_SameSize_MarksExactlyWhatIsAtOrAboveOne()
    {
        var random = new Random(1);
        var map = Enumerable.Range(0, 24 * 16).Select(_ => (float)(random.NextDouble() * 2)).ToArray();
        map[5] = 1.0f;
        map[6] = 0.99999994f;

        var mask = Decode(MaskExtractor.Extract(map, 24, 16, 1, 24, 16).Png);

        mask.ShouldBe(map.Select(value => (byte)(value >= 1 ? 255 : 0)).ToArray());
    }

    [Fact]
    public void Extract_TwoSquares_ListsThemByPeakWithBoxAreaAndOutline()
    {
        var map = new float[32 * 32];
        Fill(map, 4, 6, 3, 2, 1.5f);
        Fill(map, 20, 10, 5, 5, 1.2f);
        map[(12 * 32) + 22] = 7.25f;

        var regions = MaskExtractor.Extract(map, 32, 32, 1, 32, 32).Regions;

        regions.Count.ShouldBe(2);
        (regions[0].X, regions[0].Y, regions[0].Width, regions[0].Height).ShouldBe((20, 10, 5, 5));
        (regions[0].Area, regions[0].PeakScore).ShouldBe((25, 7.25));
        regions[0].Polygon.ShouldBe([20, 10, 20, 14, 24, 14, 24, 10]);
        (regions[1].X, regions[1].Y, regions[1].Area, regions[1].PeakScore).ShouldBe((4, 6, 6, 1.5));
    }

    [Fact]
    public void Extract_SmallRegion_IsDroppedFromMaskAndList()
    {
        var map = new float[32 * 32];
        Fill(map, 4, 4, 2, 2, 3f);
        Fill(map, 16, 16, 4, 4, 2f);

        var result = MaskExtractor.Extract(map, 32, 32, 5, 64, 64);

        result.Regions.ShouldHaveSingleItem().PeakScore.ShouldBe(2.0);
        var mask = Decode(result.Png);
        mask.Take(64 * 20).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Extract_LargerFrame_ScalesBoxesAndKeepsThePeak()
    {
        var map = new float[16 * 16];
        Fill(map, 4, 4, 4, 4, 1.5f);
        map[(6 * 16) + 6] = 9f;

        var region = MaskExtractor.Extract(map, 16, 16, 1, 160, 80).Regions.ShouldHaveSingleItem();

        region.PeakScore.ShouldBe(9.0);
        region.X.ShouldBeInRange(36, 44);
        region.Y.ShouldBeInRange(18, 22);
        region.Width.ShouldBeInRange(36, 48);
        region.Height.ShouldBeInRange(18, 24);
    }

    [Fact]
    public void Extract_NaNAndInfinity_AreZeroAndDefect()
    {
        var map = new float[16 * 16];
        Fill(map, 2, 2, 3, 3, float.NaN);
        Fill(map, 10, 10, 3, 3, float.PositiveInfinity);

        var region = MaskExtractor.Extract(map, 16, 16, 1, 64, 64).Regions.ShouldHaveSingleItem();

        double.IsFinite(region.PeakScore).ShouldBeTrue();
        region.X.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Extract_NothingMarked_IsAnEmptyMaskOfFrameSize()
    {
        var result = MaskExtractor.Extract(new float[64], 8, 8, 1, 31, 17);

        result.Regions.ShouldBeEmpty();
        Decode(result.Png).ShouldBe(new byte[31 * 17]);
    }

    [Theory]
    [InlineData(64, 48, 64, 48)]
    [InlineData(64, 48, 640, 480)]
    [InlineData(64, 64, 101, 77)]
    [InlineData(96, 64, 40, 31)]
    public void Extract_SparseMap_MaskIsThatOfTheWholeEnlargedMap(int width, int height, int frameWidth, int frameHeight)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var map = new float[width * height];
            for (var spot = 0; spot < 3; spot++)
            {
                map[random.Next(map.Length)] = 1f + random.NextSingle();
                map[random.Next(map.Length)] = random.NextSingle();
            }

            var result = MaskExtractor.Extract(map, width, height, 1, frameWidth, frameHeight);

            Decode(result.Png).ShouldBe(WholeMask(map, width, height, frameWidth, frameHeight));
            result.Regions.Sum(region => region.Area).ShouldBe(Decode(result.Png).Count(value => value == 255));
        }
    }

    [Fact]
    public void Extract_Noise_KeepsListAndOutlinesBounded()
    {
        var random = new Random(3);
        var map = Enumerable.Range(0, 128 * 128).Select(_ => (float)(random.NextDouble() * 1.4)).ToArray();

        var regions = MaskExtractor.Extract(map, 128, 128, 1, 512, 512).Regions;

        regions.Count.ShouldBeLessThanOrEqualTo(64);
        regions.ShouldAllBe(region => region.Polygon.Count <= 128 && region.PeakScore >= 1);
        regions.Select(region => region.PeakScore).ShouldBe(regions.Select(r => r.PeakScore).OrderDescending());
    }

    private static byte[] WholeMask(float[] map, int width, int height, int frameWidth, int frameHeight)
    {
        using var whole = Mat.FromPixelData(height, width, MatType.CV_32FC1, map);
        using var enlarged = new Mat();
        Cv2.Resize(whole, enlarged, new Size(frameWidth, frameHeight));
        return [.. enlarged.AsSpan<float>().ToArray().Select(value => (byte)(value >= 1 ? 255 : 0))];
    }

    private static void Fill(float[] map, int x, int y, int width, int height, float value)
    {
        var side = (int)Math.Sqrt(map.Length);
        for (var i = 0; i < width * height; i++)
        {
            map[((y + (i / width)) * side) + x + (i % width)] = value;
        }
    }

    private static byte[] Decode(byte[] png)
    {
        using var mask = Cv2.ImDecode(png, ImreadModes.Unchanged);
        mask.Type().ShouldBe(MatType.CV_8UC1);
        return Pictures.Bytes(mask);
    }
}
