using LineAD.Imaging;
using LineAD.Simulation.Parts;
using LineAD.Training.Synthesis;

namespace LineAD.Training.Tests.Synthesis;

public sealed class AnomalySynthesizerTests
{
    private const int Side = 64;
    private readonly SyntheticPartPainter _painter = new(Side);

    [Fact]
    public void Draw_SameSeed_GivesTheSamePicture()
    {
        var (image, donor) = (Part(1), Part(2));

        var first = AnomalySynthesizer.Draw(image, donor, new Random(5));
        var second = AnomalySynthesizer.Draw(image, donor, new Random(5));
        var other = AnomalySynthesizer.Draw(image, donor, new Random(6));

        second.Image.Pixels.ShouldBe(first.Image.Pixels);
        second.Mask.ShouldBe(first.Mask);
        other.Mask.ShouldNotBe(first.Mask);
    }

    [Fact]
    public void Draw_ManySeeds_ChangesPixelsInsideTheMaskOnlyAndVisibly()
    {
        var (image, donor) = (Part(1), Part(2));
        var drawn = Enumerable.Range(0, 200).Select(seed => AnomalySynthesizer.Draw(image, donor, new Random(seed))).ToList();

        drawn.ShouldAllBe(one => Untouched(image.Image, one));
        var corrupted = drawn.Where(one => one.Mask.Contains(true)).ToList();
        (1 - (corrupted.Count / 200.0)).ShouldBe(AnomalySynthesizer.CleanShare, 0.1);
        corrupted.Count(one => AnomalySynthesizer.Difference(image.Image, one) >= 8).ShouldBeGreaterThan(corrupted.Count * 9 / 10);
    }

    [Fact]
    public void Draw_ManySeeds_JoinsAnotherPartsSurfaceInPlaceAndDrawsFaintOnesToo()
    {
        var (image, donor) = (Part(1), Part(2));
        var drawn = Enumerable.Range(0, 300).Select(seed => AnomalySynthesizer.Draw(image, donor, new Random(seed)))
            .Where(one => one.Mask.Contains(true)).ToList();

        drawn.Count(one => Enumerable.Range(0, Side * Side).All(i => !one.Mask[i]
            || Enumerable.Range(3 * i, 3).All(k => one.Image.Pixels[k] == donor.Image.Pixels[k]))).ShouldBeGreaterThan(3);
        var differences = drawn.Select(one => AnomalySynthesizer.Difference(image.Image, one)).Order().ToList();
        differences[0].ShouldBeGreaterThanOrEqualTo(3);

        // Measured: 23 grey levels; 34 were all drawn at full strength.
        differences[differences.Count / 5].ShouldBeLessThan(28);
    }

    [Fact]
    public void Draw_ManySeeds_CoversSmallAndLargeRegions()
    {
        var image = Part(1);
        var shares = Enumerable.Range(0, 300)
            .Select(seed => AnomalySynthesizer.Draw(image, image, new Random(seed)).Mask.Count(inside => inside))
            .Where(count => count > 0).Select(count => count / (double)(Side * Side)).Order().ToList();

        shares[shares.Count / 20].ShouldBeLessThan(0.01);
        shares[shares.Count / 2].ShouldBeInRange(0.015, 0.15);
        shares[^(shares.Count / 20)].ShouldBeGreaterThan(0.07);
    }

    [Fact]
    public void PerlinMask_ManySeeds_IsNeverEmptyAndCoversATwentieth()
    {
        var shares = Enumerable.Range(0, 200)
            .Select(seed => PerlinMask.Draw(Side, Side, new Random(seed)).Count(inside => inside) / (double)(Side * Side))
            .ToList();

        shares.Min().ShouldBeGreaterThan(0);
        shares.Average().ShouldBeInRange(0.03, 0.1);
    }

    private static bool Untouched(RgbImage image, SyntheticAnomaly drawn) => Enumerable.Range(0, drawn.Mask.Length)
        .All(i => drawn.Mask[i] || Enumerable.Range(3 * i, 3).All(k => image.Pixels[k] == drawn.Image.Pixels[k]));

    private PartPicture Part(int seed) => PartPicture.All([_painter.Paint(seed).Image])[0];
}
