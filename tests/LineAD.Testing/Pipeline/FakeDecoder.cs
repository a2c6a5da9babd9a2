using System.Globalization;
using System.Text;
using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;

namespace LineAD.Testing.Pipeline;

/// <summary>
/// Payloads are text: the first word is the score that the fake model will give (<c>nan</c> and <c>inf</c> too), or
/// <c>bad</c>, <c>flat</c>, <c>nopool</c>; the rest makes them different.
/// </summary>
public sealed class FakeDecoder(BufferPool pool) : IFrameDecoder
{
    private int _decoded;

    /// <summary>Closed to hold the decoders.</summary>
    public ManualResetEventSlim Gate { get; } = new(true);

    /// <summary>How many frames were tried.</summary>
    public int Decoded => Volatile.Read(ref _decoded);

    /// <inheritdoc />
    public FrameError Decode(
        ReadOnlySpan<byte> payload, string? contentType, InputSpec spec, out DecodedImage? image, out bool poolEmpty)
    {
        (image, poolEmpty) = (null, false);
        var word = Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, 32)]).Split(' ')[0];
        Gate.Wait();
        Interlocked.Increment(ref _decoded);
        switch (word)
        {
            case "bad":
                return FrameError.ImageUndecodable;
            case "flat":
                return FrameError.ImageImplausible;
            case "nopool":
                poolEmpty = true;
                return FrameError.None;
        }

        var pixels = pool.TryRentBytes(spec.Width * spec.Height * 3);
        poolEmpty = pixels is null;
        if (pixels is not null)
        {
            BitConverter.TryWriteBytes(pixels.Span, Parse(word));
            image = new DecodedImage(pixels, spec, 64, 48);
        }

        return FrameError.None;
    }

    private static double Parse(string word) => word switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        _ => double.Parse(word, CultureInfo.InvariantCulture),
    };
}
