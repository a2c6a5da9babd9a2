namespace LineAD.Models.Networks.Blocks;

/// <summary>How the kernel of a convolution moves; symmetric padding in pixels.</summary>
/// <param name="Stride">Both ways.</param>
/// <param name="Rows">Padding above and below.</param>
/// <param name="Columns">Padding left and right.</param>
/// <param name="Dilation">Both ways.</param>
/// <param name="Groups">Channel groups.</param>
internal readonly record struct ConvGeometry(int Stride, int Rows, int Columns, int Dilation, int Groups)
{
    /// <summary>A 1×1 convolution.</summary>
    internal static ConvGeometry Point => new(1, 0, 0, 1, 1);
}
