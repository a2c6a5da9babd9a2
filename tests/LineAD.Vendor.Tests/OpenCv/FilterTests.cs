using OpenCvSharp;

namespace LineAD.Vendor.Tests.OpenCv;

public sealed class FilterTests : IDisposable
{
    private readonly Mat _target = new();

    [Fact]
    public void Resize_Area_AveragesBlocks()
    {
        using var mat = Grey(2, 4, 10, 20, 1, 3, 30, 40, 5, 7);
        Cv2.Resize(mat, _target, new Size(2, 1), 0, 0, InterpolationFlags.Area);
        _target.AsSpan<byte>().ToArray().ShouldBe([25, 4]);
    }

    [Fact]
    public void CvtColor_BgrToRgbAndGrey_ReordersAndWeighs()
    {
        using var mat = new Mat(1, 1, MatType.CV_8UC3, new Scalar(0, 0, 200));
        Cv2.CvtColor(mat, _target, ColorConversionCodes.BGR2RGB);
        _target.Get<Vec3b>(0, 0).ShouldBe(new Vec3b(200, 0, 0));
        Cv2.CvtColor(mat, _target, ColorConversionCodes.BGR2GRAY);
        _target.Get<byte>(0, 0).ShouldBe((byte)60);
    }

    [Fact]
    public void ApplyColorMap_Jet_GoesFromBlueToRed()
    {
        using var mat = Grey(1, 2, 0, 255);
        Cv2.ApplyColorMap(mat, _target, ColormapTypes.Jet);
        _target.Get<Vec3b>(0, 0).ShouldBe(new Vec3b(128, 0, 0));
        _target.Get<Vec3b>(0, 1).ShouldBe(new Vec3b(0, 0, 128));
    }

    [Fact]
    public void GaussianBlur_Impulse_KeepsTheSumAndIsSymmetric()
    {
        using var mat = new Mat(9, 9, MatType.CV_32FC1, new Scalar(0));
        mat.Set(4, 4, 1f);
        Cv2.GaussianBlur(mat, _target, new Size(5, 5), 1.0);
        _target.AsSpan<float>().ToArray().Sum().ShouldBe(1f, 1e-5);
        _target.Get<float>(4, 3).ShouldBe(_target.Get<float>(5, 4), 1e-7f);
        _target.Get<float>(4, 4).ShouldBeGreaterThan(_target.Get<float>(4, 3));
    }

    [Fact]
    public void Threshold_Binary_IsStrictlyAbove()
    {
        using var mat = Grey(1, 3, 99, 100, 101);
        Cv2.Threshold(mat, _target, 100, 255, ThresholdTypes.Binary).ShouldBe(100);
        _target.AsSpan<byte>().ToArray().ShouldBe([0, 0, 255]);
    }

    [Fact]
    public void MorphologyEx_OpenAndDilate_RemoveAndGrow()
    {
        using var mat = new Mat(5, 5, MatType.CV_8UC1, new Scalar(0));
        mat.Set(2, 2, (byte)255);
        using var square = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        Cv2.CountNonZero(square).ShouldBe(9);
        Cv2.MorphologyEx(mat, _target, MorphTypes.Dilate, square);
        Cv2.CountNonZero(_target).ShouldBe(9);
        Cv2.MorphologyEx(mat, _target, MorphTypes.Open, square);
        Cv2.CountNonZero(_target).ShouldBe(0);
    }

    [Fact]
    public void WarpAffine_QuarterTurn_MovesAPixel()
    {
        using var mat = new Mat(3, 3, MatType.CV_8UC1, new Scalar(0));
        mat.Set(0, 1, (byte)200);
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(1, 1), 90, 1);
        Cv2.WarpAffine(mat, _target, turn, new Size(3, 3), InterpolationFlags.Nearest);
        _target.Get<byte>(1, 0).ShouldBe((byte)200);
        Cv2.CountNonZero(_target).ShouldBe(1);
    }

    [Fact]
    public void Flip_Y_MirrorsColumns()
    {
        using var mat = Grey(1, 3, 1, 2, 3);
        Cv2.Flip(mat, _target, FlipMode.Y);
        _target.AsSpan<byte>().ToArray().ShouldBe([3, 2, 1]);
    }

    [Fact]
    public void CopyMakeBorder_Constant_AddsTheValue()
    {
        using var mat = Grey(1, 1, 5);
        Cv2.CopyMakeBorder(mat, _target, 0, 0, 1, 2, BorderTypes.Constant, new Scalar(9));
        _target.AsSpan<byte>().ToArray().ShouldBe([9, 5, 9, 9]);
    }

    public void Dispose() => _target.Dispose();

    private static Mat Grey(int rows, int cols, params byte[] values) =>
        Mat.FromPixelData(rows, cols, MatType.CV_8UC1, values);
}
