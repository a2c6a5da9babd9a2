using LineAD.Core.Errors;

namespace LineAD.Core.Scoring;

/// <summary>Turns a payload into pixels. Implemented by Imaging; thread-safe.</summary>
public interface IFrameDecoder
{
    /// <summary>
    /// Decodes and resizes (area down, linear up) to <paramref name="spec"/>. Never throws for bad input.
    /// </summary>
    /// <param name="payload">Image file, or raw pixels when <paramref name="contentType"/> says so.</param>
    /// <param name="contentType">MIME type or null (then the file's own signature decides).</param>
    /// <param name="spec">Size wanted.</param>
    /// <param name="image">The image, owned by the caller; null unless the result is <see cref="FrameError.None"/>.</param>
    /// <returns>
    /// <see cref="FrameError.None"/>, one of the Image… or ContentType… errors, or <see cref="FrameError.PayloadEmpty"/>;
    /// an empty pool is told by <paramref name="poolEmpty"/>.
    /// </returns>
    /// <param name="poolEmpty">True when no buffer could be rented: the frame is shed, it is not at fault.</param>
    FrameError Decode(
        ReadOnlySpan<byte> payload, string? contentType, InputSpec spec, out DecodedImage? image, out bool poolEmpty);
}
