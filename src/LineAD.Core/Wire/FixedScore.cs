namespace LineAD.Core.Wire;

/// <summary>
/// A score in ten-thousandths, the one rounding that the JSON and the binary form share: clamped to 0 … 9999.9999, four
/// decimals, half to even.
/// </summary>
public static class FixedScore
{
    /// <summary>Largest value, 9999.9999.</summary>
    public const int Max = 99_999_999;

    /// <summary>What the binary record holds when there is no score.</summary>
    public const uint NoScoreBits = 0x8000_0000;

    /// <summary>
    /// Ten-thousandths of <paramref name="score"/>; null without one, and for what is not a finite number.
    /// </summary>
    public static int? From(double? score)
    {
        if (score is not { } value || !double.IsFinite(value))
        {
            return null;
        }

        // decimal: 1.00005 as written in decimals is the tie it looks like, whatever its nearest double is.
        var clamped = (decimal)Math.Clamp(value, 0, 10_000);
        return (int)Math.Min(Max, Math.Round(clamped * 10_000m, MidpointRounding.ToEven));
    }

    /// <summary>The number that <paramref name="tenThousandths"/> stands for.</summary>
    public static double ToScore(int tenThousandths) => (double)(tenThousandths / 10_000m);
}
