using OpenCvSharp;

namespace LineAD.Vendor.Tests.OpenCv;

public sealed class ArithmeticTests : IDisposable
{
    private readonly Mat _target = new();

    [Fact]
    public void AddWeighted_TwoPictures_Blends()
    {
        Cv2.AddWeighted(Row(100, 200), 0.5, Row(50, 100), 0.5, 1, _target);
        _target.AsSpan<byte>().ToArray().ShouldBe([76, 151]);
    }

    [Fact]
    public void AddAndMultiply_Bytes_Saturate()
    {
        Cv2.Add(Row(200, 1), Row(100, 2), _target);
        _target.AsSpan<byte>().ToArray().ShouldBe([255, 3]);
        Cv2.Multiply(Row(20, 2), Row(20, 3), _target, 0.5);
        _target.AsSpan<byte>().ToArray().ShouldBe([200, 3]);
    }

    [Fact]
    public void MinMaxLoc_Values_AreFoundWithTheirPlaces()
    {
        Cv2.MinMaxLoc(Row(5, 1, 9), out var least, out var most, out var leastAt, out var mostAt);
        (least, most, leastAt, mostAt).ShouldBe((1.0, 9.0, new Point(1, 0), new Point(2, 0)));
        Cv2.MinMaxLoc(Row(5, 7), out least, out most);
        (least, most).ShouldBe((5.0, 7.0));
    }

    [Fact]
    public void MeanStdDev_Values_AreExact()
    {
        Cv2.MeanStdDev(Row(2, 4), out var mean, out var deviation);
        (mean.Val0, deviation.Val0).ShouldBe((3.0, 1.0));
        Cv2.Mean(Row(1, 2, 6)).Val0.ShouldBe(3.0);
        Cv2.CountNonZero(Row(0, 1, 0)).ShouldBe(1);
    }

    [Fact]
    public void Split_ThenMerge_GivesTheSame()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        var planes = Cv2.Split(mat);
        planes.Select(p => p.Get<byte>(1, 1)).ShouldBe([1, 2, 3]);
        Cv2.Merge([planes[2], planes[1], planes[0]], _target);
        _target.Get<Vec3b>(0, 0).ShouldBe(new Vec3b(3, 2, 1));
        Array.ForEach(planes, p => p.Dispose());
    }

    [Fact]
    public void Settings_ThreadsAndVersion_AreReadable()
    {
        Cv2.SetNumThreads(1);
        Cv2.GetNumThreads().ShouldBe(1);
        Version.Parse(Cv2.GetVersionString().ShouldNotBeNull().Split('-')[0]).Major.ShouldBeGreaterThanOrEqualTo(4);
    }

    public void Dispose() => _target.Dispose();

    private static Mat Row(params byte[] values) => Mat.FromPixelData(1, values.Length, MatType.CV_8UC1, values);
}
