using OpenCvSharp;

namespace LineAD.Vendor.Tests.OpenCv;

public sealed class ShapeTests : IDisposable
{
    public void Dispose() => _canvas.Dispose();

    private static readonly Scalar White = new(255);
    private readonly Mat _canvas = new(20, 20, MatType.CV_8UC1, new Scalar(0));

    [Fact]
    public void ConnectedComponentsWithStats_TwoBlobs_AreCountedAndMeasured()
    {
        Cv2.Rectangle(_canvas, new Rect(2, 3, 4, 5), White, -1);
        _canvas.Set(15, 15, (byte)255);
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();

        Cv2.ConnectedComponentsWithStats(_canvas, labels, stats, centroids).ShouldBe(3);

        stats.Get<int>(1, (int)ConnectedComponentsTypes.Left).ShouldBe(2);
        stats.Get<int>(1, (int)ConnectedComponentsTypes.Area).ShouldBe(20);
        centroids.Get<double>(2, 0).ShouldBe(15.0);
        labels.Get<int>(15, 15).ShouldBe(2);
    }

    [Fact]
    public void FindContours_SquareWithHole_HasItsOutlineAndTree()
    {
        Cv2.Rectangle(_canvas, new Rect(2, 2, 10, 10), White, -1);
        Cv2.Rectangle(_canvas, new Rect(5, 5, 4, 4), new Scalar(0), -1);

        Cv2.FindContours(
            _canvas, out var contours, out var hierarchy, RetrievalModes.Tree, ContourApproximationModes.ApproxSimple,
            new Point(100, 0));

        contours.Length.ShouldBe(2);
        var outer = Array.FindIndex(hierarchy, h => h.Parent == -1);
        hierarchy[outer].Child.ShouldBe(1 - outer);
        Cv2.BoundingRect(contours[outer]).ShouldBe(new Rect(102, 2, 10, 10));
        Cv2.ContourArea(contours[outer]).ShouldBe(81.0);
    }

    [Fact]
    public void ApproxPolyDP_Staircase_BecomesItsCorners()
    {
        var points = new[] { new Point(0, 0), new Point(5, 1), new Point(10, 0), new Point(10, 10), new Point(0, 10) };
        Cv2.ApproxPolyDP(points, 2, true).ShouldBe(
            [new Point(0, 0), new Point(10, 0), new Point(10, 10), new Point(0, 10)], ignoreOrder: true);
    }

    [Fact]
    public void Drawing_EachShape_CoversWhatItShould()
    {
        Cv2.Circle(_canvas, new Point(10, 10), 5, White, -1);
        Cv2.CountNonZero(_canvas).ShouldBeInRange(70, 95);
        _canvas.SetTo(new Scalar(0));
        Cv2.Line(_canvas, new Point(0, 4), new Point(19, 4), White);
        Cv2.CountNonZero(_canvas).ShouldBe(20);
        _canvas.SetTo(new Scalar(0));
        Cv2.Ellipse(_canvas, new Point(10, 10), new Size(8, 3), 0, 0, 360, White, -1);
        Cv2.BoundingRect(Points(_canvas)).ShouldBe(new Rect(2, 7, 17, 7));
        _canvas.SetTo(new Scalar(0));
        Point[] square = [new(3, 3), new(6, 3), new(6, 6), new(3, 6)];
        Cv2.FillPoly(_canvas, [square], White);
        Cv2.CountNonZero(_canvas).ShouldBe(16);
        _canvas.SetTo(new Scalar(0));
        Cv2.Polylines(_canvas, [square], true, White);
        Cv2.CountNonZero(_canvas).ShouldBe(12);
    }

    [Fact]
    public void PutText_Word_StaysInItsMeasuredBox()
    {
        var size = Cv2.GetTextSize("ok", HersheyFonts.HersheySimplex, 0.4, 1, out var baseline);
        baseline.ShouldBeGreaterThan(0);
        Cv2.PutText(_canvas, "ok", new Point(1, 15), HersheyFonts.HersheySimplex, 0.4, White);
        var box = Cv2.BoundingRect(Points(_canvas));
        box.Width.ShouldBeInRange(4, size.Width + 2);
        box.Bottom.ShouldBeLessThanOrEqualTo(15 + baseline);
    }

    private static IEnumerable<Point> Points(Mat mat)
    {
        for (var i = 0; i < mat.Total(); i++)
        {
            var (y, x) = int.DivRem(i, mat.Cols);
            if (mat.Get<byte>(y, x) != 0)
            {
                yield return new Point(x, y);
            }
        }
    }
}
