using LineAD.Models.Networks.Blocks;
using LineAD.Models.Teachers;

namespace LineAD.Models.Networks.ReverseDistillation;

/// <summary>Widths and depths of a reverse-distillation student for a teacher.</summary>
/// <param name="Taps">Channels of the taps, finest first.</param>
/// <param name="Widths">Channels that the decoder works with per level, finest first.</param>
/// <param name="Inner">Channels inside bottlenecks per level; null for basic blocks.</param>
/// <param name="Repeats">Blocks of the decoder's stages, coarsest first.</param>
/// <param name="CodeRepeats">Blocks of the stage that makes the code.</param>
/// <param name="LinearOutputs">True to end every level in a linear 1×1 convolution.</param>
public sealed record RdShape(
    IReadOnlyList<int> Taps,
    IReadOnlyList<int> Widths,
    IReadOnlyList<int>? Inner,
    IReadOnlyList<int> Repeats,
    int CodeRepeats,
    bool LinearOutputs)
{
    private const int BasicCodeRepeats = 2;
    private const int BottleneckCodeRepeats = 3;

    // Signed taps come from nets with narrow linear maps; a decoder as narrow as these can not follow them.
    private static readonly int[] LeastWidths = [48, 96, 192];

    /// <summary>Channels of the code, the coarsest map.</summary>
    public int CodeChannels => 2 * Widths[^1];

    /// <summary>Channels inside the code's bottlenecks.</summary>
    internal int? CodeInner => Inner is null ? null : 2 * Inner[^1];

    /// <summary>The shape that mirrors a teacher, as in RD4AD (Deng and Li, CVPR 2022) for ResNets.</summary>
    public static RdShape For(TeacherSpec teacher)
    {
        var taps = teacher.Taps.Select(t => t.Channels).ToArray();
        var widths = teacher.SignedTaps ? taps.Select((c, k) => Math.Max(c, LeastWidths[k])).ToArray() : taps;
        var codeRepeats = teacher.BottleneckChannels is null ? BasicCodeRepeats : BottleneckCodeRepeats;
        return new RdShape(taps, widths, teacher.BottleneckChannels, teacher.Repeats, codeRepeats, teacher.SignedTaps);
    }

    internal StageShape Code(int inputs) => new(inputs, CodeChannels, CodeRepeats, CodeInner);
}
