using LineAD.Core.Errors;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using OpenCvSharp;

namespace LineAD.Imaging;

/// <summary>
/// Picture files for training, evaluation and the command line. Reading goes through the same code as frames in
/// service: same formats, same limits, same resize rule.
/// </summary>
public static class ImageFiles
{
    private static readonly ImageLimits Limits = new() { MinSide = 1 };

    /// <summary>Reads a picture at its own size.</summary>
    /// <exception cref="InvalidDataException">The file is no usable picture; the message says why.</exception>
    public static RgbImage LoadRgb(string path) => Load(path, null);

    /// <summary>Reads a picture and resizes it (area down, linear up) to what a model wants.</summary>
    /// <exception cref="InvalidDataException">The file is no usable picture; the message says why.</exception>
    public static RgbImage LoadRgb(string path, InputSpec spec) => Load(path, spec);

    /// <summary>Decodes a picture from memory at its own size.</summary>
    /// <exception cref="InvalidDataException">The bytes are no usable picture; the message says why.</exception>
    public static RgbImage DecodeRgb(ReadOnlySpan<byte> file, string name) => Decode(file, name, null);

    /// <summary>Decodes a frame from memory at its own size, raw pixels too, as a line in service does.</summary>
    /// <param name="payload">The frame.</param>
    /// <param name="contentType">What its sender says it is; null: its signature decides.</param>
    /// <param name="name">For the message.</param>
    /// <exception cref="InvalidDataException">The bytes are no usable picture; the message says why.</exception>
    public static RgbImage DecodeFrame(ReadOnlySpan<byte> payload, string? contentType, string name) => Decode(payload, name, null, contentType);

    /// <summary>Whether a content type says that a frame is raw pixels.</summary>
    public static bool IsRaw(string? contentType) =>
        contentType.AsSpan().TrimStart().StartsWith(RawContentType.MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a ground-truth mask at its own size: grey values, 0 to 255.</summary>
    /// <exception cref="InvalidDataException">The file is no usable picture; the message says why.</exception>
    public static GreyImage LoadMask(string path)
    {
        var file = File.ReadAllBytes(path);
        Inspect(file, path);
        using var mask = Cv2.ImDecode(file, ImreadModes.Grayscale | ImreadModes.IgnoreOrientation);
        return mask.GetArray(out byte[] pixels) && pixels.Length > 0
            ? new GreyImage(pixels, mask.Cols, mask.Rows)
            : throw Unusable(path, FrameError.ImageUndecodable);
    }

    /// <summary>Resizes a picture (area down, linear up).</summary>
    public static RgbImage Resize(RgbImage image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var source = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, image.Pixels);
        var pixels = new byte[checked(width * height * 3)];
        using var target = Mat.FromPixelData(height, width, MatType.CV_8UC3, pixels);
        PixelResizer.Resize(source, target, width, height);
        return new RgbImage(pixels, width, height);
    }

    /// <summary>Encodes as PNG.</summary>
    public static byte[] EncodePng(RgbImage image) => WithBgr(image, FileEncoder.Encode);

    /// <summary>Encodes as PNG.</summary>
    public static byte[] EncodePng(GreyImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var mat = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC1, image.Pixels);
        return FileEncoder.Encode(mat);
    }

    /// <summary>Encodes as JPEG, quality 1 to 100.</summary>
    public static byte[] EncodeJpeg(RgbImage image, int quality = 90) =>
        WithBgr(image, bgr => FileEncoder.EncodeJpeg(bgr, quality));

    /// <summary>Writes a PNG file; an existing one is replaced.</summary>
    public static void WritePng(string path, RgbImage image) => File.WriteAllBytes(path, EncodePng(image));

    /// <summary>Writes a PNG file; an existing one is replaced.</summary>
    public static void WritePng(string path, GreyImage image) => File.WriteAllBytes(path, EncodePng(image));

    /// <summary>Writes a JPEG file, quality 1 to 100; an existing one is replaced.</summary>
    public static void WriteJpeg(string path, RgbImage image, int quality = 90) =>
        File.WriteAllBytes(path, EncodeJpeg(image, quality));

    internal static T WithBgr<T>(RgbImage image, Func<Mat, T> use)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var rgb = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, image.Pixels);
        using var bgr = new Mat();
        Cv2.CvtColor(rgb, bgr, ColorConversionCodes.RGB2BGR);
        return use(bgr);
    }

    private static RgbImage Load(string path, InputSpec? spec) => Decode(File.ReadAllBytes(path), path, spec);

    private static RgbImage Decode(ReadOnlySpan<byte> file, string name, InputSpec? spec, string? contentType = null)
    {
        var header = Inspect(file, name, contentType);
        var size = spec ?? new InputSpec(header.Width, header.Height);
        var pixels = new byte[checked(size.Width * size.Height * 3)];
        var error = PixelReader.Read(file, header, size.Width, size.Height, pixels);
        return error == FrameError.None
            ? new RgbImage(pixels, size.Width, size.Height)
            : throw Unusable(name, error);
    }

    private static ImageHeader Inspect(ReadOnlySpan<byte> file, string name, string? contentType = null)
    {
        var error = PayloadInspector.Inspect(file, contentType, Limits, out var header);
        return error == FrameError.None ? header : throw Unusable(name, error);
    }

    private static InvalidDataException Unusable(string name, FrameError error) => new(
        $"'{name}' can not be used: {error.ToReason()}. "
        + "Give a complete JPEG, PNG, BMP or TIFF with 8-bit grey or colour pixels, no alpha, "
        + $"at most {Limits.MaxSide} pixels a side and {Limits.MaxPixels} in all.");
}
