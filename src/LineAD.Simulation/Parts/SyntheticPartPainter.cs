using LineAD.Imaging;
using LineAD.Simulation.Parts.Defects;

namespace LineAD.Simulation.Parts;

/// <summary>
/// Draws parts of a made-up line: a turned steel flange on a belt, good or with one known defect and its exact mask.
/// The same seed gives the same bytes on every machine of one kind of processor. Good parts differ in place, turning
/// marks, light, belt and noise.
/// </summary>
public sealed class SyntheticPartPainter
{
    /// <summary>Defects that can be drawn.</summary>
    public static IReadOnlyList<PartDefect> Defects { get; } =
        [PartDefect.Scratch, PartDefect.Dent, PartDefect.MissingPiece, PartDefect.Stain, PartDefect.Crack];

    private readonly int _size;

    /// <summary>Creates a painter of square frames.</summary>
    /// <param name="size">Side of a frame, 64 to 2048 pixels.</param>
    public SyntheticPartPainter(int size = 320)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 2048);
        _size = size;
    }

    /// <summary>Draws one part.</summary>
    public PaintedPart Paint(int seed, PartDefect defect = PartDefect.None)
    {
        var random = new Random(seed);
        var pose = new PartPose(random, _size);
        var flange = new Flange(pose, (uint)random.Next());
        var belt = new Belt(random, (uint)random.Next());
        var grain = new ValueNoise((uint)random.Next());
        var flaw = FlawFactory.Create(defect, random, pose, (uint)random.Next());
        var pixels = new byte[_size * _size * 3];
        var mask = new byte[_size * _size];
        for (var i = 0; i < mask.Length; i++)
        {
            var (y, x) = int.DivRem(i, _size);
            var point = Look(x, y, pose, flange, belt, flaw);
            mask[i] = point.IsDefect ? byte.MaxValue : byte.MinValue;
            var light = pose.Gain * (1 + (pose.Falloff * (((x * pose.LightX) + (y * pose.LightY)) / _size)));
            var noise = pose.Noise * grain.Grain(x, y);
            pixels[3 * i] = ToByte((point.Shade * light * (1 + pose.Warmth + point.Tint)) + noise);
            pixels[(3 * i) + 1] = ToByte((point.Shade * light) + noise);
            pixels[(3 * i) + 2] = ToByte((point.Shade * light * (1.02 - pose.Warmth - (1.6 * point.Tint))) + noise);
        }

        return new PaintedPart(
            new RgbImage(pixels, _size, _size), defect, flaw is null ? null : new GreyImage(mask, _size, _size));
    }

    private static Point Look(int x, int y, PartPose pose, Flange flange, Belt belt, IPartFlaw? flaw)
    {
        var (u, v) = pose.ToPart(x, y);
        var metal = flange.Cover(u, v);
        var effect = flaw?.At(u, v) ?? FlawEffect.None;
        var ground = belt.Shade(x, y) * Shadow(x, y, u, v, pose, flange);
        var cover = metal * (1 - effect.Removed);
        if (cover <= 0)
        {
            return new Point(ground, 0, metal > 0.5 && effect.Extent > 0.5);
        }

        var shade = (flange.Shade(u, v) * effect.Factor) + effect.Offset;
        return new Point(
            ground + ((shade - ground) * cover), effect.Tint * cover, metal > 0.5 && effect.Extent > 0.5);
    }

    private static double Shadow(int x, int y, double u, double v, PartPose pose, Flange flange)
    {
        const double brokenOut = 0.62;
        if ((u * u) + (v * v) < 0.97)
        {
            return flange.Cover(u, v) < 0.99 ? flange.HoleLight(u, v) : brokenOut;
        }

        var offset = 0.035 * pose.Radius;
        var (su, sv) = pose.ToPart(x + (offset * pose.LightX), y + (offset * pose.LightY));
        return 1 - (0.55 * Shading.Step(1.07, 0.96, Math.Sqrt((su * su) + (sv * sv))));
    }

    private static byte ToByte(double shade) => (byte)Math.Clamp(Math.Round(shade * 255), 0, 255);

    private readonly record struct Point(double Shade, double Tint, bool IsDefect);
}
