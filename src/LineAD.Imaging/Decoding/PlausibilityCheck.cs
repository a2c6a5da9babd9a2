using System.Numerics;
using System.Runtime.InteropServices;

namespace LineAD.Imaging.Decoding;

/// <summary>Tells pictures of nothing from pictures of a part, by the range of their bytes.</summary>
public static class PlausibilityCheck
{
    /// <summary>Most grey levels between the darkest and the brightest byte of a uniform picture.</summary>
    public const int UniformRange = 4;

    /// <summary>Brightest byte of a black picture; sensor noise stays below it.</summary>
    public const int BlackCeiling = 12;

    /// <summary>Darkest byte of a saturated picture.</summary>
    public const int WhiteFloor = 250;

    /// <summary>Judges a picture by its bytes, any channel order.</summary>
    public static Plausibility Judge(ReadOnlySpan<byte> pixels)
    {
        var (least, most) = Range(pixels);
        return (most - least <= UniformRange ? Plausibility.Uniform : Plausibility.Plausible)
            | (most <= BlackCeiling ? Plausibility.Black : Plausibility.Plausible)
            | (least >= WhiteFloor ? Plausibility.White : Plausibility.Plausible);
    }

    private static (byte Least, byte Most) Range(ReadOnlySpan<byte> pixels)
    {
        var (least, most) = (new Vector<byte>(byte.MaxValue), Vector<byte>.Zero);
        var blocks = MemoryMarshal.Cast<byte, Vector<byte>>(pixels);
        foreach (var block in blocks)
        {
            least = Vector.Min(least, block);
            most = Vector.Max(most, block);
        }

        var (low, high) = (byte.MaxValue, byte.MinValue);
        for (var i = 0; i < Vector<byte>.Count; i++)
        {
            low = Math.Min(low, least[i]);
            high = Math.Max(high, most[i]);
        }

        foreach (var value in pixels[(blocks.Length * Vector<byte>.Count)..])
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }
}
