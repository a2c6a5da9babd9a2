using LineAD.Imaging.Decoding;
using LineAD.Simulation.Parts;

namespace LineAD.Imaging.Tests.Parts;

public sealed class SyntheticPartPainterTests
{
    private readonly SyntheticPartPainter _painter = new(160);

    [Fact]
    public void Paint_SameSeed_GivesTheSameBytes() =>
        _painter.Paint(5, PartDefect.Stain).Image.Pixels.ShouldBe(_painter.Paint(5, PartDefect.Stain).Image.Pixels);

    [Fact]
    public void Paint_OtherSeed_GivesAnotherPicture() =>
        _painter.Paint(5).Image.Pixels.ShouldNotBe(_painter.Paint(6).Image.Pixels);

    [Fact]
    public void Paint_Good_HasNoMaskAndIsPlausible()
    {
        var part = _painter.Paint(1);

        part.Mask.ShouldBeNull();
        PlausibilityCheck.Judge(part.Image.Pixels).ShouldBe(Plausibility.Plausible);
    }

    [Theory]
    [InlineData(PartDefect.Scratch)]
    [InlineData(PartDefect.Dent)]
    [InlineData(PartDefect.MissingPiece)]
    [InlineData(PartDefect.Stain)]
    [InlineData(PartDefect.Crack)]
    public void Paint_Defect_ChangesThePictureUnderItsMaskOnly(PartDefect defect)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var good = _painter.Paint(seed).Image.Pixels;
            var part = _painter.Paint(seed, defect);
            var mask = part.Mask.ShouldNotBeNull().Pixels;
            var marked = mask.Count(value => value == 255);
            marked.ShouldBeGreaterThan(8, $"seed {seed}");
            marked.ShouldBeLessThan(mask.Length / 12, $"seed {seed}");

            var inside = MeanChange(good, part.Image.Pixels, mask, 255);
            var outside = MeanChange(good, part.Image.Pixels, mask, 0);
            inside.ShouldBeGreaterThan(4, $"seed {seed}");
            outside.ShouldBeLessThan(inside / 50, $"seed {seed}");
        }
    }

    [Fact]
    public void Write_SmallCategory_IsAnMvtecFolderThatLoads()
    {
        var folder = Directory.CreateTempSubdirectory("linead-parts").FullName;
        try
        {
            SyntheticFolder.Write(folder, new PartCounts(3, 2, 1), 9, 96);

            Directory.GetFiles(Path.Combine(folder, "train", "good")).Length.ShouldBe(3);
            Directory.GetFiles(Path.Combine(folder, "test", "good")).Length.ShouldBe(2);
            var mask = ImageFiles.LoadMask(Path.Combine(folder, "ground_truth", "missing_piece", "000_mask.png"));
            mask.Pixels.Distinct().Order().ShouldBe(new byte[] { 0, 255 });
            var frame = ImageFiles.LoadRgb(Path.Combine(folder, "test", "missing_piece", "000.png"));
            (frame.Width, frame.Height).ShouldBe((mask.Width, mask.Height));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double MeanChange(byte[] good, byte[] bad, byte[] mask, byte where)
    {
        var changes = Enumerable.Range(0, mask.Length).Where(i => mask[i] == where)
            .Select(i => (double)Math.Abs(good[3 * i] - bad[3 * i]) + Math.Abs(good[(3 * i) + 2] - bad[(3 * i) + 2]));
        return changes.Average();
    }
}
