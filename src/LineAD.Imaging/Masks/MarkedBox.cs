using System.Numerics;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace LineAD.Imaging.Masks;

/// <summary>
/// The part of a picture that can be marked at all. Most of a mask is background: what looks for regions need not look there.
/// </summary>
internal static class MarkedBox
{
    /// <summary>The smallest box that holds every value at or above <paramref name="threshold"/>; empty when there is none.</summary>
    public static Rect Of(ReadOnlySpan<float> values, int width, float threshold)
    {
        var (left, right, top, bottom) = (width, -1, -1, -1);
        for (var y = 0; y < values.Length / width; y++)
        {
            var row = values.Slice(y * width, width);
            if (!HasAny(row, threshold))
            {
                continue;
            }

            (top, bottom) = (top < 0 ? y : top, y);
            left = FirstAtLeast(row[..left], threshold);
            right = LastAtLeast(row, right, threshold);
        }

        return bottom < 0 ? default : new Rect(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>
    /// Where the box can reach once its picture is brought linearly from one size to another: a value weighs in up to one
    /// pixel beside its own, measured before the resize. One pixel more for rounding.
    /// </summary>
    public static Rect Resized(Rect box, Size from, Size to)
    {
        if (from == to)
        {
            return box;
        }

        var (left, right) = Side(box.X, box.X + box.Width - 1, from.Width, to.Width);
        var (top, bottom) = Side(box.Y, box.Y + box.Height - 1, from.Height, to.Height);
        return new Rect(left, top, right - left + 1, bottom - top + 1);
    }

    private static (int First, int Last) Side(int first, int last, int from, int to)
    {
        var scale = (double)to / from;
        return (
            Math.Clamp((int)Math.Floor((first - 0.5) * scale) - 2, 0, to - 1),
            Math.Clamp((int)Math.Ceiling((last + 1.5) * scale) + 1, 0, to - 1));
    }

    private static bool HasAny(ReadOnlySpan<float> row, float threshold)
    {
        var limit = new Vector<float>(threshold);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        foreach (var vector in vectors)
        {
            if (Vector.GreaterThanOrEqualAny(vector, limit))
            {
                return true;
            }
        }

        var rest = row[(vectors.Length * Vector<float>.Count)..];
        return FirstAtLeast(rest, threshold) < rest.Length;
    }

    /// <summary>Index of the first such value; the length when there is none.</summary>
    private static int FirstAtLeast(ReadOnlySpan<float> row, float threshold)
    {
        var x = 0;
        while (x < row.Length && row[x] < threshold)
        {
            x++;
        }

        return x;
    }

    /// <summary>Index of the last such value behind <paramref name="known"/>, or that.</summary>
    private static int LastAtLeast(ReadOnlySpan<float> row, int known, float threshold)
    {
        var x = row.Length - 1;
        while (x > known && row[x] < threshold)
        {
            x--;
        }

        return x;
    }
}
