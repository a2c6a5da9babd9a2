using LineAD.Core.Scoring;

namespace LineAD.Imaging.Tests;

public sealed class ImageFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-files").FullName;

    [Fact]
    public void WritePng_ThenLoadRgb_GivesTheSamePixels()
    {
        var image = Noise(13, 9);
        ImageFiles.WritePng(At("a.png"), image);

        var back = ImageFiles.LoadRgb(At("a.png"));

        (back.Width, back.Height).ShouldBe((13, 9));
        back.Pixels.ShouldBe(image.Pixels);
    }

    [Fact]
    public void LoadRgb_WithASize_ResizesAsTheDecoderDoes()
    {
        var image = Noise(32, 32);
        ImageFiles.WritePng(At("a.png"), image);

        ImageFiles.LoadRgb(At("a.png"), new InputSpec(16, 16)).Pixels.ShouldBe(
            ImageFiles.Resize(image, 16, 16).Pixels);
    }

    [Fact]
    public void WriteJpeg_BetterQuality_IsLarger()
    {
        var image = Noise(32, 32);
        ImageFiles.EncodeJpeg(image, 95).Length.ShouldBeGreaterThan(ImageFiles.EncodeJpeg(image, 30).Length);
        ImageFiles.WriteJpeg(At("a.jpg"), image, 80);
        ImageFiles.LoadRgb(At("a.jpg")).Width.ShouldBe(32);
    }

    [Fact]
    public void LoadMask_OfAWrittenMask_GivesTheSameBytes()
    {
        var mask = new GreyImage([0, 255, 255, 0, 0, 255], 3, 2);
        ImageFiles.WritePng(At("m.png"), mask);
        ImageFiles.LoadMask(At("m.png")).Pixels.ShouldBe(mask.Pixels);
    }

    [Fact]
    public void LoadRgb_CutOffFile_NamesFileReasonAndRemedy()
    {
        File.WriteAllBytes(At("cut.jpg"), ImageFiles.EncodeJpeg(Noise(32, 32))[..200]);

        var error = Should.Throw<InvalidDataException>(() => ImageFiles.LoadRgb(At("cut.jpg")));

        error.Message.ShouldContain("cut.jpg");
        error.Message.ShouldContain("image_undecodable");
        error.Message.ShouldContain("complete JPEG, PNG, BMP or TIFF");
    }

    [Fact]
    public void Ctor_WrongLength_IsRefused() =>
        Should.Throw<ArgumentException>(() => new RgbImage(new byte[10], 2, 2)).Message.ShouldContain("2 × 2");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RgbImage Noise(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(8).NextBytes(pixels);
        return new RgbImage(pixels, width, height);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
