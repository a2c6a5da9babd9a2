using LineAD.Core.Memory;

namespace LineAD.Core.Scoring;

/// <summary>A decoded frame at the model's input size. Owns its pixels.</summary>
public sealed class DecodedImage(PooledBuffer pixels, InputSpec spec, int frameWidth, int frameHeight) : IDisposable
{
    /// <summary>RGB bytes, height × width × 3, rows without padding.</summary>
    public PooledBuffer Pixels { get; } = pixels;

    /// <summary>Size of <see cref="Pixels"/>.</summary>
    public InputSpec Spec { get; } = spec;

    /// <summary>Width of the frame as the camera sent it, pixels; masks go out at this size.</summary>
    public int FrameWidth { get; } = frameWidth;

    /// <summary>Height of the frame as the camera sent it, pixels.</summary>
    public int FrameHeight { get; } = frameHeight;

    /// <inheritdoc />
    public void Dispose() => Pixels.Dispose();
}
