using LineAD.Imaging.Overlays;
using OpenCvSharp;

namespace LineAD.Imaging.Tests.Overlays;

public sealed class OverlayRendererTests
{
    [Fact]
    public void RenderPng_ThreePanels_ShowsFrameHeatAndMask()
    {
        var map = new float[32 * 32];
        map.AsSpan(16 * 32).Fill(1.9f);

        using var picture = Render(map, 1.9);

        picture.Cols.ShouldBeGreaterThanOrEqualTo((3 * 64) + 32);
        var frame = picture.Get<Vec3b>(8 + 5, 8 + 20);
        frame.ShouldBe(new Vec3b(50, 100, 150));
        var cold = picture.Get<Vec3b>(8 + 5, 8 + 72 + 20);
        var hot = picture.Get<Vec3b>(8 + 60, 8 + 72 + 20);
        ((int)cold.Item0).ShouldBeGreaterThan(cold.Item2);
        ((int)hot.Item2).ShouldBeGreaterThan(hot.Item0 + 60);
        var unmarked = picture.Get<Vec3b>(8 + 5, 8 + 144 + 20);
        var marked = picture.Get<Vec3b>(8 + 60, 8 + 144 + 20);
        unmarked.ShouldBe(frame);
        ((int)marked.Item2).ShouldBeGreaterThan(frame.Item2 + 20);
    }

    [Fact]
    public void RenderPng_SameValueInTwoMaps_HasTheSameColor()
    {
        // Anchored at the threshold: what else is in the map changes nothing.
        var calm = new float[32 * 32];
        var wild = new float[32 * 32];
        Array.Fill(calm, 0.4f);
        Array.Fill(wild, 0.4f);
        wild.AsSpan(0, 64).Fill(50f);

        using var one = Render(calm, 0.4);
        using var two = Render(wild, 50);

        two.Get<Vec3b>(8 + 60, 8 + 72 + 20).ShouldBe(one.Get<Vec3b>(8 + 60, 8 + 72 + 20));
    }

    [Fact]
    public void ColorOf_AtTheThreshold_IsAlwaysTheSameYellow()
    {
        HeatScale.ColorOf(1.0).ShouldBe(((byte)255, (byte)221, (byte)40));
        HeatScale.ColorOf(0.99).G.ShouldBeLessThan((byte)200);
        HeatScale.ColorOf(-5).ShouldBe(HeatScale.ColorOf(0));
        HeatScale.ColorOf(double.NaN).ShouldBe(HeatScale.ColorOf(2));
    }

    [Fact]
    public void RenderPng_NoMap_StillShowsThreePanels()
    {
        using var picture = Render([], 0.2);
        picture.Get<Vec3b>(8 + 5, 8 + 144 + 20).ShouldBe(new Vec3b(50, 100, 150));
    }

    private static Mat Render(float[] map, double score)
    {
        var pixels = Enumerable.Range(0, 64 * 64).SelectMany(_ => new byte[] { 150, 100, 50 }).ToArray();
        var png = OverlayRenderer.RenderPng(new OverlayContent
        {
            Frame = new RgbImage(pixels, 64, 64),
            Map = map,
            MapWidth = map.Length == 0 ? 0 : 32,
            MapHeight = map.Length == 0 ? 0 : 32,
            Score = score,
            Verdict = score >= 1 ? "reject" : "pass",
            Caption = "part 7, model 3",
        });
        return Cv2.ImDecode(png, ImreadModes.Color);
    }
}
