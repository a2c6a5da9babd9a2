using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Element-wise arithmetic, statistics and channels.</content>
public static partial class Cv2
{
    public static void AddWeighted(
        InputArray src1, double alpha, InputArray src2, double beta, double gamma, OutputArray dst, int dtype = -1) =>
        Check.Ok(NativeMethods.lcv_add_weighted(In(src1), alpha, In(src2), beta, gamma, Out(dst), dtype));

    public static void Add(
        InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Check.Ok(NativeMethods.lcv_add(In(src1), In(src2), Out(dst), Optional(mask), dtype));

    public static void Multiply(
        InputArray src1, InputArray src2, OutputArray dst, double scale = 1, int dtype = -1) =>
        Check.Ok(NativeMethods.lcv_multiply(In(src1), In(src2), Out(dst), scale, dtype));

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal) =>
        MinMaxLoc(src, out minVal, out maxVal, out _, out _);

    public static void MinMaxLoc(
        InputArray src, out double minVal, out double maxVal, out Point minLoc, out Point maxLoc,
        InputArray? mask = null) =>
        Check.Ok(NativeMethods.lcv_min_max_loc(
            In(src), out minVal, out maxVal, out minLoc, out maxLoc, Optional(mask)));

    public static Scalar Mean(InputArray src, InputArray? mask = null)
    {
        MeanStdDev(src, out var mean, out _, mask);
        return mean;
    }

    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null) =>
        Check.Ok(NativeMethods.lcv_mean_std_dev(In(src), out mean, out stddev, Optional(mask)));

    public static int CountNonZero(InputArray mtx)
    {
        Check.Ok(NativeMethods.lcv_count_non_zero(In(mtx), out var count));
        return count;
    }

    public static unsafe void Merge(Mat[] mv, Mat dst)
    {
        ArgumentNullException.ThrowIfNull(mv);
        if (mv.Length == 0)
        {
            throw new ArgumentException("mv.Length == 0", nameof(mv));
        }

        var planes = Array.ConvertAll(mv, m => Out(m).DangerousGetHandle());
        fixed (nint* first = planes)
        {
            Check.Ok(NativeMethods.lcv_merge(first, planes.Length, Out(dst)));
        }

        GC.KeepAlive(mv);
    }

    public static Mat[] Split(Mat src)
    {
        Split(src, out var planes);
        return planes;
    }

    public static void Split(Mat src, out Mat[] mv)
    {
        var channels = new Mat[new MatType(src.Type().Value).Channels];
        for (var i = 0; i < channels.Length; i++)
        {
            channels[i] = new Mat();
            Check.Ok(NativeMethods.lcv_extract_channel(Out(src), channels[i].Handle, i));
        }

        mv = channels;
    }

    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode) =>
        Check.Ok(NativeMethods.lcv_flip(In(src), Out(dst), (int)flipCode));

    public static void CopyMakeBorder(
        InputArray src, OutputArray dst, int top, int bottom, int left, int right, BorderTypes borderType,
        Scalar? value = null) =>
        Check.Ok(NativeMethods.lcv_copy_make_border(
            In(src), Out(dst), top, bottom, left, right, (int)borderType, value ?? default));
}
