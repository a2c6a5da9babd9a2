using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Geometry, colour and filters.</content>
public static partial class Cv2
{
    public static void Resize(
        InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0,
        InterpolationFlags interpolation = InterpolationFlags.Linear) =>
        Check.Ok(NativeMethods.lcv_resize(
            In(src), Out(dst), dsize.Width, dsize.Height, fx, fy, (int)interpolation));

    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0) =>
        Check.Ok(NativeMethods.lcv_cvt_color(In(src), Out(dst), (int)code, dstCn));

    public static void ApplyColorMap(InputArray src, OutputArray dst, ColormapTypes colormap) =>
        Check.Ok(NativeMethods.lcv_apply_color_map(In(src), Out(dst), (int)colormap));

    public static void GaussianBlur(
        InputArray src, OutputArray dst, Size ksize, double sigmaX, double sigmaY = 0,
        BorderTypes borderType = BorderTypes.Default) =>
        Check.Ok(NativeMethods.lcv_gaussian_blur(
            In(src), Out(dst), ksize.Width, ksize.Height, sigmaX, sigmaY, (int)borderType));

    /// <summary>Returns the threshold that was used (Otsu finds its own).</summary>
    public static double Threshold(
        InputArray src, OutputArray dst, double thresh, double maxval, ThresholdTypes type)
    {
        Check.Ok(NativeMethods.lcv_threshold(In(src), Out(dst), thresh, maxval, (int)type, out var used));
        return used;
    }

    public static unsafe void MorphologyEx(
        InputArray src, OutputArray dst, MorphTypes op, InputArray? element, Point? anchor = null, int iterations = 1,
        BorderTypes borderType = BorderTypes.Constant, Scalar? borderValue = null)
    {
        var at = anchor ?? new Point(-1, -1);
        var fill = borderValue.GetValueOrDefault();
        Check.Ok(NativeMethods.lcv_morphology_ex(
            In(src), Out(dst), (int)op, Optional(element), at.X, at.Y, iterations, (int)borderType,
            borderValue is null ? null : &fill));
    }

    public static Mat GetStructuringElement(MorphShapes shape, Size ksize)
    {
        Check.Ok(NativeMethods.lcv_get_structuring_element((int)shape, ksize.Width, ksize.Height, out var mat));
        return new Mat(mat);
    }

    public static void WarpAffine(
        InputArray src, OutputArray dst, InputArray m, Size dsize,
        InterpolationFlags flags = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant,
        Scalar? borderValue = null) =>
        Check.Ok(NativeMethods.lcv_warp_affine(
            In(src), Out(dst), In(m), dsize.Width, dsize.Height, (int)flags, (int)borderMode, borderValue ?? default));

    public static Mat GetRotationMatrix2D(Point2f center, double angle, double scale)
    {
        Check.Ok(NativeMethods.lcv_get_rotation_matrix(center.X, center.Y, angle, scale, out var mat));
        return new Mat(mat);
    }
}
