using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using OpenCvSharp;

namespace LineAD.Imaging.Tests.Decoding;

public sealed class ImageDecoderTests
{
    private readonly BufferPool _pool = new(64 * 1024 * 1024);

    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Decode_LosslessColor_GivesTheSamePixelsAsRgb(string extension)
    {
        using var bgr = Pictures.Random(40, 24, 3, 1);
        using var image = Decode(Pictures.Encode(bgr, extension), null, new InputSpec(40, 24));

        using var rgb = new Mat();
        Cv2.CvtColor(bgr, rgb, ColorConversionCodes.BGR2RGB);
        image.Pixels.Span.ToArray().ShouldBe(Pictures.Bytes(rgb));
        (image.FrameWidth, image.FrameHeight).ShouldBe((40, 24));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Decode_LosslessGrey_RepeatsTheChannel(string extension)
    {
        using var grey = Pictures.Random(16, 16, 1, 2);
        using var image = Decode(Pictures.Encode(grey, extension), null, new InputSpec(16, 16));

        image.Pixels.Span.ToArray().ShouldBe(Pictures.Bytes(grey).SelectMany(v => new[] { v, v, v }).ToArray());
    }

    [Fact]
    public void Decode_Jpeg_IsCloseToTheOriginal()
    {
        using var bgr = Pictures.Smooth(64, 48);
        using var image = Decode(Pictures.Encode(bgr, ".jpg", 95), "image/jpeg", new InputSpec(64, 48));

        using var rgb = new Mat();
        Cv2.CvtColor(bgr, rgb, ColorConversionCodes.BGR2RGB);
        var expected = Pictures.Bytes(rgb);
        var worst = expected.Zip(image.Pixels.Span.ToArray(), (a, b) => Math.Abs(a - b)).Max();
        worst.ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public void Decode_HalfSize_AveragesBlocks()
    {
        // 16 × 8 grey in 2 × 2 blocks: the area rule gives their rounded means.
        using var grey = Pictures.Random(16, 8, 1, 3);
        using var image = Decode(Pictures.Encode(grey, ".png"), null, new InputSpec(8, 4));

        var bytes = Pictures.Bytes(grey);
        for (var i = 0; i < 32; i++)
        {
            var (y, x) = (i / 8 * 2, i % 8 * 2);
            var at = (y * 16) + x;
            var sum = bytes[at] + bytes[at + 1] + bytes[at + 16] + bytes[at + 17];
            ((int)image.Pixels.Span[3 * i]).ShouldBe((sum + 2) / 4);
        }
    }

    [Fact]
    public void Decode_WidthDownHeightUp_ResizesEachAxisByItsRule()
    {
        // Columns 0 and 1 average to 100, and the linear rule between rows of 100 and 200 gives quarters.
        using var grey = new Mat(8, 16, MatType.CV_8UC1);
        for (var i = 0; i < 128; i++)
        {
            grey.Set(i / 16, i % 16, (byte)((i / 16 < 4 ? 100 : 200) + (i % 2 == 0 ? -20 : 20)));
        }

        using var image = Decode(Pictures.Encode(grey, ".png"), null, new InputSpec(8, 16));
        var column = Enumerable.Range(0, 16).Select(y => (int)image.Pixels.Span[y * 8 * 3]).ToArray();

        column.ShouldBe([100, 100, 100, 100, 100, 100, 100, 125, 175, 200, 200, 200, 200, 200, 200, 200]);
    }

    [Fact]
    public void Decode_RawForms_AgreeWithEachOther()
    {
        using var bgr = Pictures.Random(32, 20, 3, 4);
        using var rgb = new Mat();
        Cv2.CvtColor(bgr, rgb, ColorConversionCodes.BGR2RGB);
        var spec = new InputSpec(16, 16);

        using var one = Decode(Pictures.Bytes(bgr), "application/x-linead-raw;w=32;h=20;fmt=bgr8", spec);
        using var two = Decode(Pictures.Bytes(rgb), "application/x-linead-raw; h=20; fmt=rgb8; w=32", spec);
        using var three = Decode(Pictures.Encode(bgr, ".png"), "image/png", spec);

        one.Pixels.Span.SequenceEqual(two.Pixels.Span).ShouldBeTrue();
        one.Pixels.Span.SequenceEqual(three.Pixels.Span).ShouldBeTrue();
    }

    [Fact]
    public void Decode_BayerOfOneColor_GivesThatColor()
    {
        // RGGB mosaic of a picture whose red, green and blue are 200, 90 and 30, with one darker pixel to be plausible.
        var mosaic = new byte[16 * 16];
        for (var i = 0; i < mosaic.Length; i++)
        {
            mosaic[i] = (i / 16 % 2, i % 2) switch { (0, 0) => 200, (1, 1) => 30, _ => 90 };
        }

        using var image = Decode(mosaic, "application/x-linead-raw;w=16;h=16;fmt=bayerrg8", new InputSpec(16, 16));

        image.Pixels.Span.Slice(((8 * 16) + 8) * 3, 3).ToArray().ShouldBe(new byte[] { 200, 90, 30 });
    }

    [Theory]
    [InlineData("application/x-linead-raw", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=8;h=8", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=8;h=8;fmt=mono16", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=08;h=8;fmt=mono8", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=+8;h=8;fmt=mono8", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=-8;h=-8;fmt=mono8", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=8;w=8;h=8;fmt=mono8", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=8;h=8;fmt=mono8;x=1", FrameError.ContentTypeInvalid)]
    [InlineData("application/x-linead-raw;w=8;h=8;fmt=rgb8", FrameError.ImageWrongSize)]
    [InlineData("application/x-linead-raw;w=8;h=9;fmt=mono8", FrameError.ImageWrongSize)]
    [InlineData("application/x-linead-raw;w=4;h=16;fmt=mono8", FrameError.ImageWrongSize)]
    [InlineData("application/x-linead-raw;w=99999;h=99999;fmt=mono8", FrameError.ImageWrongSize)]
    [InlineData("text/plain", FrameError.ContentTypeInvalid)]
    [InlineData("image/webp", FrameError.ContentTypeInvalid)]
    [InlineData("image/png", FrameError.ImageUndecodable)]
    [InlineData(null, FrameError.ImageUndecodable)]
    public void Decode_SixtyFourBytesUnderABadContentType_IsThatError(string? contentType, FrameError expected) =>
        Fails(Enumerable.Range(0, 64).Select(i => (byte)(i * 3)).ToArray(), contentType).ShouldBe(expected);

    [Fact]
    public void Decode_NoBytes_IsPayloadEmpty() => Fails([], "image/png").ShouldBe(FrameError.PayloadEmpty);

    [Fact]
    public void Decode_JpegDeclaredAsPng_IsContentTypeInvalid()
    {
        using var bgr = Pictures.Smooth(32, 32);
        Fails(Pictures.Encode(bgr, ".jpg"), "image/png").ShouldBe(FrameError.ContentTypeInvalid);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void Decode_CutOffAnywhere_IsRefused(string extension)
    {
        using var bgr = Pictures.Smooth(64, 64);
        var file = Pictures.Encode(bgr, extension);
        for (var length = 4; length < file.Length; length += 1 + (file.Length / 200))
        {
            // A TIFF's bit depths stand near its end: without them it is not known to be an 8-bit picture.
            Fails(file[..length], null).ShouldBeOneOf(
                extension == ".tiff"
                    ? [FrameError.ImageUndecodable, FrameError.ImageUnsupported]
                    : [FrameError.ImageUndecodable]);
        }
    }

    [Fact]
    public void Decode_SmallPngClaimingAHugePicture_IsRefusedBeforeMemoryIsSpent()
    {
        using var grey = Pictures.Random(16, 16, 1, 5);
        var file = Pictures.Encode(grey, ".png");
        (file[18], file[19], file[22], file[23]) = (0xC3, 0x50, 0xC3, 0x50);

        Fails(file, null).ShouldBe(FrameError.ImageWrongSize);
        _pool.OutstandingBytes.ShouldBe(0);
    }

    [Fact]
    public void Decode_SixteenBitPng_IsUnsupported()
    {
        using var deep = new Mat(16, 16, MatType.CV_16UC1, new Scalar(30000));
        Fails(Pictures.Encode(deep, ".png"), null).ShouldBe(FrameError.ImageUnsupported);
    }

    [Fact]
    public void Decode_SixteenBitTiff_IsUnsupported()
    {
        using var deep = new Mat(16, 16, MatType.CV_16UC1, new Scalar(30000));
        Fails(Pictures.Encode(deep, ".tiff"), null).ShouldBe(FrameError.ImageUnsupported);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".tiff")]
    [InlineData(".bmp")]
    public void Decode_FourChannels_IsUnsupported(string extension)
    {
        using var alpha = Pictures.Random(16, 16, 4, 6);
        Fails(Pictures.Encode(alpha, extension), null).ShouldBe(FrameError.ImageUnsupported);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Decode_UniformPicture_IsImplausible(int value)
    {
        using var flat = new Mat(32, 32, MatType.CV_8UC3, new Scalar(value, value, value));
        Fails(Pictures.Encode(flat, ".png"), null).ShouldBe(FrameError.ImageImplausible);
        Fails(Pictures.Encode(flat, ".jpg"), null).ShouldBe(FrameError.ImageImplausible);
    }

    [Fact]
    public void Decode_NoBudget_TellsTheEmptyPoolAndNoError()
    {
        using var grey = Pictures.Random(16, 16, 1, 7);
        var decoder = new ImageDecoder(new BufferPool(10));

        var error = decoder.Decode(
            Pictures.Encode(grey, ".png"), null, new InputSpec(16, 16), out var image, out var poolEmpty);

        (error, image, poolEmpty).ShouldBe((FrameError.None, null, true));
    }

    [Fact]
    public void Decode_AllResultsReleased_ReturnsTheWholeBudget()
    {
        using var bgr = Pictures.Smooth(64, 64);
        Decode(Pictures.Encode(bgr, ".jpg"), null, new InputSpec(32, 32)).Dispose();
        Fails(Pictures.Encode(bgr, ".jpg")[..300], null);

        _pool.OutstandingBuffers.ShouldBe(0);
        _pool.OutstandingBytes.ShouldBe(0);
    }

    private DecodedImage Decode(byte[] payload, string? contentType, InputSpec spec)
    {
        var error = new ImageDecoder(_pool).Decode(payload, contentType, spec, out var image, out var poolEmpty);
        error.ShouldBe(FrameError.None);
        poolEmpty.ShouldBeFalse();
        return image.ShouldNotBeNull();
    }

    private FrameError Fails(byte[] payload, string? contentType)
    {
        var error = new ImageDecoder(_pool).Decode(
            payload, contentType, new InputSpec(32, 32), out var image, out _);
        image.ShouldBeNull();
        return error;
    }
}
