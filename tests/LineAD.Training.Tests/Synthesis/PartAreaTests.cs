using LineAD.Imaging;
using LineAD.Training.Synthesis;

namespace LineAD.Training.Tests.Synthesis;

public sealed class PartAreaTests
{
    private const int Side = 40;

    [Fact]
    public void Find_DiscWithDarkHoleAndCrumb_IsTheFilledDiscAlone()
    {
        var image = Paint((x, y) => (Within(x, y, 20, 20, 12) && !Within(x, y, 18, 20, 3)) || Within(x, y, 3, 3, 1));

        var area = PartArea.Find(image).ShouldNotBeNull();

        area.Count(inside => inside).ShouldBe(Count((x, y) => Within(x, y, 20, 20, 12)));
        area[(20 * Side) + 18].ShouldBeTrue();
        area[(3 * Side) + 3].ShouldBeFalse();
    }

    [Fact]
    public void Find_PartThatFillsThePicture_IsNull()
    {
        var random = new Random(1);

        PartArea.Find(Paint((_, _) => random.Next(2) == 0)).ShouldBeNull();
        PartArea.Find(Paint((_, y) => y < Side / 2)).ShouldBeNull();
        PartArea.Find(Paint((_, _) => true)).ShouldBeNull();
    }

    [Fact]
    public void FindAll_MostPicturesWithoutBackground_IsNullForAll()
    {
        var (part, full) = (Paint((x, y) => Within(x, y, 20, 20, 12)), Paint((_, _) => true));

        PartArea.FindAll([part, full, full]).ShouldAllBe(area => area == null);
        PartArea.FindAll([part, part, part, part, full]).Count(area => area is not null).ShouldBe(4);
    }

    [Fact]
    public void Draw_PartOnBackground_LeavesTheBackgroundAlone()
    {
        var part = PartPicture.All([Paint((x, y) => Within(x, y, 20, 20, 12))])[0];

        var drawn = Enumerable.Range(0, 200).Select(seed => AnomalySynthesizer.Draw(part, part, new Random(seed))).ToList();

        drawn.ShouldAllBe(one => Enumerable.Range(0, Side * Side).All(i => !one.Mask[i] || part.Area![i]));
        drawn.Count(one => one.Mask.Contains(true)).ShouldBeInRange(120, 190);
    }

    [Fact]
    public void Draw_GreyPicture_StaysGrey()
    {
        var part = PartPicture.All([Paint((x, y) => Within(x, y, 20, 20, 12), colourless: true)])[0];

        foreach (var seed in Enumerable.Range(0, 60))
        {
            var pixels = AnomalySynthesizer.Draw(part, part, new Random(seed)).Image.Pixels;
            pixels.Chunk(3).ShouldAllBe(p => p[0] == p[1] && p[1] == p[2]);
        }
    }

    [Fact]
    public void Change_ManySeeds_KeepsTheOrderOfLevelsAndStaysSmall()
    {
        var ramp = new RgbImage([.. Enumerable.Range(0, 256).SelectMany(v => Enumerable.Repeat((byte)v, 3))], 256, 1);

        var changed = Enumerable.Range(0, 100).Select(seed => Exposure.Change(ramp, new Random(seed)).Pixels).ToList();

        changed.ShouldAllBe(pixels => Enumerable.Range(3, pixels.Length - 3).All(i => pixels[i] >= pixels[i - 3]));
        changed.ShouldAllBe(pixels => Enumerable.Range(0, 256).All(v => Math.Abs(pixels[3 * v] - v) < 70));
        changed.Count(pixels => pixels.SequenceEqual(ramp.Pixels)).ShouldBeInRange(25, 55);
    }

    private static bool Within(int x, int y, int centreX, int centreY, int radius) =>
        ((x - centreX) * (x - centreX)) + ((y - centreY) * (y - centreY)) <= radius * radius;

    private static int Count(Func<int, int, bool> isPart) =>
        Enumerable.Range(0, Side * Side).Count(i => isPart(i % Side, i / Side));

    private static RgbImage Paint(Func<int, int, bool> isPart, bool colourless = false) => new(
        [.. Enumerable.Range(0, Side * Side).SelectMany(i => isPart(i % Side, i / Side)
            ? new byte[] { 200, (byte)(colourless ? 200 : 170), (byte)(colourless ? 200 : 90) }
            : [40, 40, 40])],
        Side,
        Side);
}
