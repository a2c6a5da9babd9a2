using System.Text.Json;

namespace LineAD.Imaging.Tests.Decoding;

/// <summary>The resize rule against OpenCV's Python binding; made by tests/golden/make_imaging_resize.py.</summary>
public sealed class ResizeGoldenTests
{
    // Versions of OpenCV round their fixed-point weights differently.
    private const int Tolerance = 1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Resize_GoldenCase_AgreesWithinOneLevel(int index)
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "imaging_resize.json")));
        var test = golden.RootElement.GetProperty("cases")[index];
        var (from, to) = (Pair(test, "from"), Pair(test, "to"));
        var expected = test.GetProperty("rgb").EnumerateArray().Select(value => value.GetInt32()).ToArray();

        var actual = ImageFiles.Resize(Picture(from.Width, from.Height), to.Width, to.Height).Pixels;

        actual.Length.ShouldBe(expected.Length);
        actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(Tolerance);
    }

    private static (int Width, int Height) Pair(JsonElement test, string name) =>
        (test.GetProperty(name)[0].GetInt32(), test.GetProperty(name)[1].GetInt32());

    private static RgbImage Picture(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
            pixels[i] = (byte)((x * x * 3) + (y * 17) + (x * y * 5) + (c * 71));
        }

        return new RgbImage(pixels, width, height);
    }
}
