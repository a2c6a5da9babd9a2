using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using OpenCvSharp;

namespace LineAD.Imaging.Decoding;

/// <summary>
/// Decodes frames into pooled RGB pixels of the model's input size. Thread-safe; bad input never throws.
/// </summary>
public sealed class ImageDecoder : IFrameDecoder
{
    private readonly BufferPool _pool;
    private readonly ImageLimits _limits;

    /// <summary>Creates a decoder that rents its results from <paramref name="pool"/>.</summary>
    public ImageDecoder(BufferPool pool, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(pool);
        _pool = pool;
        _limits = limits ?? new ImageLimits();

        // Frames are decoded side by side: OpenCV's own threads would take the cores from the other workers and the
        // scorer.
        Cv2.SetNumThreads(1);
    }

    /// <inheritdoc />
    public FrameError Decode(
        ReadOnlySpan<byte> payload, string? contentType, InputSpec spec, out DecodedImage? image, out bool poolEmpty)
    {
        image = null;
        poolEmpty = false;
        var error = PayloadInspector.Inspect(payload, contentType, _limits, out var header);
        if (error != FrameError.None)
        {
            return error;
        }

        var pixels = _pool.TryRentBytes(checked(spec.Width * spec.Height * 3));
        if (pixels is null)
        {
            poolEmpty = true;
            return FrameError.None;
        }

        error = Fill(payload, header, spec, pixels.Span);
        if (error != FrameError.None)
        {
            pixels.Dispose();
            return error;
        }

        image = new DecodedImage(pixels, spec, header.Width, header.Height);
        return FrameError.None;
    }

    private static FrameError Fill(
        ReadOnlySpan<byte> payload, in ImageHeader header, InputSpec spec, Span<byte> pixels)
    {
        var error = PixelReader.Read(payload, header, spec.Width, spec.Height, pixels);
        return error == FrameError.None && PlausibilityCheck.Judge(pixels) != Plausibility.Plausible
            ? FrameError.ImageImplausible
            : error;
    }
}
