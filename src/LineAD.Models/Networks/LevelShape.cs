using LineAD.Models.Networks.Blocks;
using LineAD.Models.Teachers;

namespace LineAD.Models.Networks;

/// <summary>Widths of a student that is made of basic blocks, whatever its teacher is made of.</summary>
/// <param name="Taps">Channels of the taps, finest first.</param>
/// <param name="Widths">Channels that the student works with per level, finest first.</param>
/// <param name="Signed">True when taps have negative values.</param>
public sealed record LevelShape(IReadOnlyList<int> Taps, IReadOnlyList<int> Widths, bool Signed)
{
    // ResNet-18's, which the published methods use; and what can follow the narrow linear maps of signed taps.
    private static readonly int[] MostWidths = [64, 128, 256];
    private static readonly int[] LeastWidths = [48, 96, 192];

    /// <summary>Channels of the code at stride 32.</summary>
    public int CodeChannels => 2 * Widths[^1];

    /// <summary>The shape for a teacher.</summary>
    public static LevelShape For(TeacherSpec teacher)
    {
        var taps = teacher.Taps.Select(tap => tap.Channels).ToArray();
        return new LevelShape(taps, [.. taps.Select(Width)], teacher.SignedTaps);

        int Width(int channels, int level) => teacher.SignedTaps
            ? Math.Max(channels, LeastWidths[level])
            : Math.Min(channels, MostWidths[level]);
    }

    /// <summary>
    /// Linear maps from the student's widths to the taps; empty where widths and range agree already.
    /// </summary>
    internal ConvNorm[] Outputs(WeightScope scope) => !Signed && Taps.SequenceEqual(Widths)
        ? []
        : [.. Taps.Select((channels, k) => Units.Plain(
            scope, $"{k}", new ConvSpec(Widths[k], channels, 1) { Bias = true }))];
}
