namespace LineAD.Imaging.Overlays;

/// <summary>
/// Colours of a normalised map from 0 to twice the threshold. Always the same scale, so that two pictures can be
/// compared: cool below the threshold, a jump to yellow on it, red towards twice of it.
/// </summary>
public static class HeatScale
{
    /// <summary>The value of the hottest colour.</summary>
    public const double Top = 2.0;

    private const int Steps = 512;

    private static readonly (double At, byte R, byte G, byte B)[] Stops =
    [
        (0.00, 12, 16, 64), (0.50, 28, 92, 170), (0.999, 70, 190, 170),
        (1.00, 255, 221, 40), (1.40, 240, 110, 24), (2.00, 150, 0, 28),
    ];

    private static readonly (byte R, byte G, byte B)[] Table = [.. Enumerable.Range(0, Steps + 1).Select(Blend)];

    /// <summary>RGB of a value; NaN is shown like the hottest one, because it can not be trusted.</summary>
    public static (byte R, byte G, byte B) ColorOf(double value) =>
        double.IsNaN(value) ? Table[Steps] : Table[(int)(Math.Clamp(value, 0, Top) / Top * Steps)];

    private static (byte R, byte G, byte B) Blend(int step)
    {
        var value = step * Top / Steps;
        var next = Array.FindIndex(Stops, 1, stop => stop.At >= value);
        var (low, high) = (Stops[next - 1], Stops[next]);
        var share = (value - low.At) / (high.At - low.At);
        return (Mix(low.R, high.R, share), Mix(low.G, high.G, share), Mix(low.B, high.B, share));
    }

    private static byte Mix(byte low, byte high, double share) => (byte)Math.Round(low + ((high - low) * share));
}
