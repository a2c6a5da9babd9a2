using System.Runtime.InteropServices;
using OpenCvSharp;

namespace LineAD.Vendor.Tests.OpenCv;

public sealed class MatTests
{
    [Fact]
    public void Ctor_Empty_IsEmptyUntilCreated()
    {
        using var mat = new Mat();
        mat.Empty().ShouldBeTrue();

        mat.Create(2, 3, MatType.CV_8UC3);

        mat.Empty().ShouldBeFalse();
        (mat.Rows, mat.Cols, mat.Width, mat.Height, mat.Dims).ShouldBe((2, 3, 3, 2, 2));
        (mat.Channels(), mat.Depth(), mat.ElemSize(), mat.Step(), mat.Total()).ShouldBe((3, 0, 3, 9L, 6L));
        mat.Type().ShouldBe(MatType.CV_8UC3);
        mat.Size().ShouldBe(new Size(3, 2));
    }

    [Fact]
    public void Ctor_Filled_HasTheValueInEveryElement()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        mat.AsSpan<byte>().ToArray().ShouldBe([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    }

    [Fact]
    public void FromPixelData_Array_SharesTheMemory()
    {
        var pixels = new byte[] { 1, 2, 3, 4 };
        using var mat = Mat.FromPixelData(2, 2, MatType.CV_8UC1, pixels);

        mat.Set(1, 0, (byte)9);
        pixels[3] = 7;

        pixels[2].ShouldBe((byte)9);
        mat.Get<byte>(1, 1).ShouldBe((byte)7);
    }

    [Fact]
    public void FromPixelData_PointerAndStep_ReadsPaddedRows()
    {
        var pin = GCHandle.Alloc(new byte[] { 1, 2, 0, 3, 4, 0 }, GCHandleType.Pinned);
        using (var mat = Mat.FromPixelData(2, 2, MatType.CV_8UC1, pin.AddrOfPinnedObject(), 3))
        {
            mat.IsContinuous().ShouldBeFalse();
            mat.AsSpan<byte>().IsEmpty.ShouldBeTrue();
            mat.GetArray(out byte[] values).ShouldBeTrue();
            values.ShouldBe([1, 2, 3, 4]);
        }

        pin.Free();
    }

    [Fact]
    public void Roi_Changed_ChangesTheWhole()
    {
        using var mat = new Mat(4, 4, MatType.CV_8UC1, new Scalar(0));
        using (var part = mat[new Rect(1, 2, 2, 1)])
        {
            part.SetTo(new Scalar(5));
        }

        Cv2.CountNonZero(mat).ShouldBe(2);
        mat.At<byte>(2, 2).ShouldBe((byte)5);
    }

    [Fact]
    public void Roi_OfADisposedWhole_KeepsThePixels()
    {
        var whole = new Mat(4, 4, MatType.CV_8UC1, new Scalar(3));
        using var part = new Mat(whole, new Rect(1, 1, 2, 2));
        whole.Dispose();

        part.Get<byte>(1, 1).ShouldBe((byte)3);
        Marshal.ReadByte(part.Data).ShouldBe((byte)3);
        part.Ptr(0).ShouldBe(part.Data);
    }

    [Fact]
    public void Clone_Changed_LeavesTheOriginal()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC1, new Scalar(1));
        using var copy = mat.Clone();
        copy.SetTo(new Scalar(2));

        mat.Get<byte>(0, 0).ShouldBe((byte)1);
        using var part = mat.Clone(new Rect(0, 0, 1, 2));
        part.Size().ShouldBe(new Size(1, 2));
    }

    [Fact]
    public void CopyTo_WithMask_CopiesWhereItIsSet()
    {
        using var source = new Mat(1, 3, MatType.CV_8UC1, new Scalar(9));
        using var target = new Mat(1, 3, MatType.CV_8UC1, new Scalar(1));
        using var mask = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 0, 255, 0 });

        source.CopyTo(target, mask);

        target.AsSpan<byte>().ToArray().ShouldBe([1, 9, 1]);
    }

    [Fact]
    public void ConvertTo_ScaleAndOffset_ChangesTypeAndValues()
    {
        using var source = Mat.FromPixelData(1, 2, MatType.CV_8UC1, new byte[] { 10, 20 });
        using var target = new Mat();

        source.ConvertTo(target, MatType.CV_32FC1, 0.5, 1);

        target.AsSpan<float>().ToArray().ShouldBe([6, 11]);
    }

    [Fact]
    public void SetTo_WithMask_SetsOnlyThere()
    {
        using var mat = new Mat(1, 2, MatType.CV_8UC1, new Scalar(0));
        using var mask = Mat.FromPixelData(1, 2, MatType.CV_8UC1, new byte[] { 0, 1 });
        mat.SetTo(new Scalar(4), mask).ShouldBeSameAs(mat);
        mat.AsSpan<byte>().ToArray().ShouldBe([0, 4]);
    }

    [Fact]
    public void Reshape_ToOneChannel_SharesThePixels()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        using var flat = mat.Reshape(1, 1);
        (flat.Rows, flat.Cols).ShouldBe((1, 12));
        flat.Data.ShouldBe(mat.Data);
    }

    [Fact]
    public void SetArray_WholeMatrix_IsWrittenByRows()
    {
        using var mat = new Mat(2, 2, MatType.CV_32FC1);
        mat.SetArray(1f, 2f, 3f, 4f).ShouldBeTrue();
        mat.Get<float>(1, 0).ShouldBe(3f);
    }

    [Fact]
    public void Dispose_Twice_DoesNoHarm()
    {
        var mat = new Mat(1, 1, MatType.CV_8UC1);
        mat.Dispose();
        mat.Dispose();

        mat.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public void Call_BadArguments_CarriesOpenCvsError()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC1);
        using var target = new Mat();

        var error = Should.Throw<OpenCVException>(() => Cv2.Resize(mat, target, new Size(0, 0)));

        error.Status.ShouldBe(ErrorCode.StsAssert);
        error.ErrMsg.ShouldNotBeEmpty();
        error.FuncName.ShouldContain("resize");
        error.Line.ShouldBeGreaterThan(0);
    }
}
