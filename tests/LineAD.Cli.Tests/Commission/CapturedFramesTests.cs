using LineAD.Cli.Commission;
using LineAD.Imaging;

namespace LineAD.Cli.Tests.Commission;

public sealed class CapturedFramesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-capture-").FullName;

    [Fact]
    public void Add_GoodFrame_IsKeptByteForByte()
    {
        var frames = new CapturedFrames(_folder);
        var payload = Frames.Png(1);

        frames.Add(payload, "cam0").ShouldContain("32 × 32");

        File.ReadAllBytes(Path.Combine(_folder, "train", "good", "0001.png")).ShouldBe(payload);
        frames.Count.ShouldBe(1);
    }

    [Fact]
    public void Add_WhatNoModelShouldLearnFrom_IsRefusedAndCounted()
    {
        var frames = new CapturedFrames(_folder);
        frames.Add(Frames.Png(1), "cam0");

        frames.Add(Frames.Png(1), "cam0").ShouldContain("the same frame again");
        frames.Add([1, 2, 3], "cam0").ShouldContain("refused");
        frames.Add(ImageFiles.EncodePng(new RgbImage(new byte[32 * 32 * 3], 32, 32)), "cam0").ShouldContain("black");

        (frames.Count, frames.Refused).ShouldBe((1, 3));
        Directory.EnumerateFiles(Path.Combine(_folder, "train", "good")).Count().ShouldBe(1);
    }

    [Fact]
    public void Add_AfterARestart_GoesOnAndKnowsWhatIsThere()
    {
        new CapturedFrames(_folder).Add(Frames.Png(1), "cam0");

        var again = new CapturedFrames(_folder);
        again.Add(Frames.Png(1), "cam0").ShouldContain("refused");
        again.Add(Frames.Png(2), "cam0").ShouldContain("0002.png");

        again.Count.ShouldBe(2);
    }

    [Fact]
    public void Add_AnotherSize_IsSaid()
    {
        var frames = new CapturedFrames(_folder);
        frames.Add(Frames.Png(1), "cam0");

        frames.Add(Frames.Png(2, side: 48), "cam0").ShouldContain("another size");
    }

    [Fact]
    public void Add_RawPixels_AreKeptAsTheSamePictureInPng()
    {
        var frames = new CapturedFrames(_folder);
        var pixels = new byte[16 * 8 * 3];
        new Random(5).NextBytes(pixels);
        const string Type = "application/x-linead-raw;w=16;h=8;fmt=rgb8";

        frames.Add(pixels, "cam0", contentType: Type).ShouldContain("16 × 8");
        frames.Add(pixels, "cam0", contentType: Type).ShouldContain("the same frame again");
        new CapturedFrames(_folder).Add(pixels, "cam0", contentType: Type).ShouldContain("the same frame again");
        frames.Add(pixels, "cam0").ShouldContain("need the content type application/x-linead-raw");

        ImageFiles.LoadRgb(Path.Combine(_folder, "train", "good", "0001.png")).Pixels.ShouldBe(pixels);
    }

    [Fact]
    public void Add_FilesThatAreNoImages_DoNotCount()
    {
        var good = Directory.CreateDirectory(Path.Combine(_folder, "train", "good")).FullName;
        File.WriteAllText(Path.Combine(good, "notes.txt"), "lamp 2");
        File.WriteAllText(Path.Combine(good, "0001.png.part"), "half a frame");

        new CapturedFrames(_folder).Count.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
