using System.Text;
using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using LineAD.Testing.Fuzzing;

namespace LineAD.Imaging.Tests.Decoding;

public sealed class DecoderFuzzTests
{
    private static readonly string?[] ContentTypes =
    [
        null, "image/jpeg", "image/png", "image/tiff", "application/x-linead-raw;w=20;h=10;fmt=mono8",
        "application/x-linead-raw;w=;",
    ];

    private readonly BufferPool _pool = new(8 * 1024 * 1024);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Decode_RandomBytes_IsAnErrorValueAndKeepsNothing(int seed)
    {
        var random = new Random(seed);
        var decoder = new ImageDecoder(_pool);
        for (var i = 0; i < 1500; i++)
        {
            var payload = new byte[random.Next(0, 600)];
            random.NextBytes(payload);
            Sign(payload, random);
            Try(decoder, payload, ContentTypes[random.Next(ContentTypes.Length)]);
        }

        _pool.OutstandingBuffers.ShouldBe(0);
    }

    [Theory]
    [InlineData(".jpg", 3)]
    [InlineData(".png", 4)]
    [InlineData(".bmp", 5)]
    [InlineData(".tiff", 6)]
    public void Decode_FlippedCutAndSplicedFiles_NeverThrowsAndKeepsMemoryBounded(string extension, int seed)
    {
        using var picture = Pictures.Smooth(72, 56);
        var file = Pictures.Encode(picture, extension);
        var random = new Random(seed);
        var decoder = new ImageDecoder(_pool, new ImageLimits { MaxPixels = 1024 * 1024 });
        var before = Environment.WorkingSet;
        for (var i = 0; i < 1500; i++)
        {
            Try(decoder, Mutate(file, random), null);
        }

        _pool.OutstandingBuffers.ShouldBe(0);
        (Environment.WorkingSet - before).ShouldBeLessThan(200L * 1024 * 1024);
    }

    [Fact]
    public void RawContentType_MutatedParameters_AreAnErrorValueOrFitThePayload()
    {
        var fuzzer = new Fuzzer(
            ["w=640;h=480;fmt=mono8"u8.ToArray(), " h=2 ; fmt=bayerrg8;w=4"u8.ToArray(), "fmt=rgb8;w=1;h=1"u8.ToArray()],
            [.. "w= h= fmt= mono8 rgb8 bgr8 bayerrg8 ; 65535 99999 0 -1 +1 \u0660".Split(' ').Select(Encoding.UTF8.GetBytes)]);
        fuzzer.Run(
            bytes =>
            {
                const int payload = 8;
                var error = RawContentType.Read(Encoding.UTF8.GetString(bytes), payload, out var header);
                (error != FrameError.None || (long)header.Width * header.Height is > 0 and <= payload).ShouldBeTrue();
                return $"{error} {header.Format}";
            },
            isAllowed: static _ => false);
        fuzzer.Answers.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Decode_MutatedFile_IsAnErrorValueOrAnImage(string extension)
    {
        using var picture = Pictures.Smooth(40, 24);
        var decoder = new ImageDecoder(_pool, new ImageLimits { MaxPixels = 1024 * 1024 });
        var fuzzer = new Fuzzer([Pictures.Encode(picture, extension)]);
        fuzzer.Run(
            bytes =>
            {
                var error = decoder.Decode(bytes, null, new InputSpec(32, 32), out var image, out _);
                image?.Dispose();
                return $"{error}";
            },
            isAllowed: static _ => false,
            rounds: 1000);
        _pool.OutstandingBuffers.ShouldBe(0);
    }

    private static void Sign(byte[] payload, Random random)
    {
        byte[][] signatures =
        [
            [], [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0x42, 0x4D],
            [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A],
        ];
        var signature = signatures[random.Next(signatures.Length)];
        if (payload.Length >= signature.Length)
        {
            signature.CopyTo(payload, 0);
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var copy = random.Next(4) == 0 ? file[..random.Next(1, file.Length)] : (byte[])file.Clone();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            // Half of the hits go to the head, where the sizes stand.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(copy.Length, 80) : copy.Length);
            copy[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(copy[at] ^ (1 << random.Next(8)));
        }

        return copy;
    }

    private static void Try(ImageDecoder decoder, byte[] payload, string? contentType)
    {
        var error = decoder.Decode(payload, contentType, new InputSpec(32, 32), out var image, out var poolEmpty);
        poolEmpty.ShouldBeFalse();
        (image is not null).ShouldBe(error == FrameError.None);
        image?.Dispose();
    }
}
