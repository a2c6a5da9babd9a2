using LineAD.Training.Procedural;

namespace LineAD.Training.Tests.Procedural;

public sealed class ProceduralImagesTests
{
    [Fact]
    public void Draw_SameSeedAndIndex_IsTheSamePicture() =>
        new ProceduralImages(3, 32).Draw(5).ShouldBe(new ProceduralImages(3, 32).Draw(5));

    [Fact]
    public void Draw_OtherSeed_IsAnotherPicture() =>
        new ProceduralImages(3, 32).Draw(5).ShouldNotBe(new ProceduralImages(4, 32).Draw(5));

    [Fact]
    public void Draw_ManyPictures_AreNotFlat()
    {
        var images = new ProceduralImages(1, 32);

        var flat = Enumerable.Range(0, 60).Count(i => images.Draw(i) is var p && p.Max() - p.Min() < 8);

        flat.ShouldBeLessThan(6);
    }
}
