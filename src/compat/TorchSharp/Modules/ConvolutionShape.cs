namespace TorchSharp.Modules;

/// <summary>Channels and, per spatial dimension, the geometry of a convolution.</summary>
internal sealed record ConvolutionShape(
    long InChannels, long OutChannels, long[] Kernel, long[] Stride, long[] Padding, long[] Dilation,
    long[] OutputPadding, long Groups)
{
    internal static long[] Pair(long value) => [value, value];
    internal static long[] Pair((long, long)? value, long fallback) =>
        value is { } v ? [v.Item1, v.Item2] : [fallback, fallback];
}
