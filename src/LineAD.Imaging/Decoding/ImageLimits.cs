using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>Largest and smallest picture that is decoded; checked on the header, before memory is spent.</summary>
public sealed record ImageLimits
{
    /// <summary>Least width and height, pixels. Default 8.</summary>
    public int MinSide { get; init; } = 8;

    /// <summary>Greatest width and height, pixels. Default 16384.</summary>
    public int MaxSide { get; init; } = 16_384;

    /// <summary>
    /// Greatest width × height, pixels; three times this many bytes may be held by each worker. Default 32 Mi.
    /// </summary>
    public long MaxPixels { get; init; } = 32L * 1024 * 1024;

    internal FrameError Check(long width, long height) =>
        width < MinSide || height < MinSide || width > MaxSide || height > MaxSide || width * height > MaxPixels
            ? FrameError.ImageWrongSize
            : FrameError.None;
}
