using OpenCvSharp;

namespace LineAD.Vendor.Tests.OpenCv;

public sealed class CodecTests
{
    [Theory]
    [InlineData(".png")]
    [InlineData(".bmp")]
    [InlineData(".tiff")]
    public void ImEncode_ThenImDecode_GivesTheSamePixels(string extension)
    {
        using var mat = Ramp();
        Cv2.ImEncode(extension, mat, out var bytes).ShouldBeTrue();
        using var back = Cv2.ImDecode(bytes, ImreadModes.Color);

        back.AsSpan<byte>().SequenceEqual(mat.AsSpan<byte>()).ShouldBeTrue();
        mat.ToBytes(extension).ShouldBe(bytes);
    }

    [Fact]
    public void ImEncode_JpegQuality_ChangesTheSize()
    {
        using var mat = Ramp();
        Cv2.ImEncode(".jpg", mat, out var small, new ImageEncodingParam(ImwriteFlags.JpegQuality, 10));
        Cv2.ImEncode(".jpg", mat, out var large, new ImageEncodingParam(ImwriteFlags.JpegQuality, 95));
        small.Length.ShouldBeLessThan(large.Length);
        using var half = Mat.FromImageData(large, ImreadModes.ReducedColor2);
        half.Size().ShouldBe(new Size(16, 16));
    }

    [Fact]
    public void ImDecode_NoPicture_IsEmpty()
    {
        using var mat = Cv2.ImDecode(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, ImreadModes.Color);
        mat.Empty().ShouldBeTrue();
    }

    [Fact]
    public void ImWrite_ThenImRead_GivesTheSamePixels()
    {
        var path = Path.Combine(Path.GetTempPath(), $"linead-{Guid.NewGuid():n}.png");
        try
        {
            using var mat = Ramp();
            Cv2.ImWrite(path, mat).ShouldBeTrue();
            using var back = Cv2.ImRead(path);
            back.AsSpan<byte>().SequenceEqual(mat.AsSpan<byte>()).ShouldBeTrue();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ImRead_NoFile_IsEmpty()
    {
        using var mat = Cv2.ImRead("/nonexistent/picture.png");
        mat.Empty().ShouldBeTrue();
    }

    private static Mat Ramp()
    {
        var mat = new Mat(32, 32, MatType.CV_8UC3);
        var bytes = mat.AsSpan<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 7 / 3);
        }

        return mat;
    }
}
