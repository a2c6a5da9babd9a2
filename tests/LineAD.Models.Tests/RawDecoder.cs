using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;

namespace LineAD.Models.Tests;

/// <summary>A decoder for tests: the payload is the pixels.</summary>
internal sealed class RawDecoder : IFrameDecoder
{
    private readonly BufferPool _pool = new(16 * 1024 * 1024);

    /// <summary>Called on the thread that decodes.</summary>
    public Action? Decoding { get; init; }

    public FrameError Decode(
        ReadOnlySpan<byte> payload, string? contentType, InputSpec spec, out DecodedImage? image, out bool poolEmpty)
    {
        Decoding?.Invoke();
        (image, poolEmpty) = (null, false);
        if (payload.Length != spec.Width * spec.Height * 3)
        {
            return FrameError.ImageUndecodable;
        }

        var pixels = _pool.TryRentBytes(payload.Length)!;
        payload.CopyTo(pixels.Span);
        image = new DecodedImage(pixels, spec, spec.Width, spec.Height);
        return FrameError.None;
    }
}
