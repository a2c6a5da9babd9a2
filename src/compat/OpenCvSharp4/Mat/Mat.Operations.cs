using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Copies, conversions and views.</content>
public partial class Mat
{
    public Mat this[Rect roi] => new(this, roi);

    public Mat SubMat(Rect roi) => new(this, roi);

    public void Create(int rows, int cols, MatType type) =>
        Check.Ok(NativeMethods.lcv_mat_create(Handle, rows, cols, type.Value));

    public Mat Clone()
    {
        Check.Ok(NativeMethods.lcv_mat_clone(Handle, out var copy));
        return new Mat(copy);
    }

    public Mat Clone(Rect roi)
    {
        using var part = new Mat(this, roi);
        return part.Clone();
    }

    public void CopyTo(Mat m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        Check.Ok(NativeMethods.lcv_mat_copy_to(Handle, m.Handle, Cv2.Optional(mask)));
    }

    public void CopyTo(OutputArray m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        CopyTo(m.Mat, mask);
    }

    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0)
    {
        ArgumentNullException.ThrowIfNull(m);
        Check.Ok(NativeMethods.lcv_mat_convert_to(Handle, m.Mat.Handle, rtype.Value, alpha, beta));
    }

    public Mat SetTo(Scalar value, Mat? mask = null)
    {
        Check.Ok(NativeMethods.lcv_mat_set_to(Handle, value, mask?.Handle ?? MatHandle.None));
        return this;
    }

    public Mat Reshape(int cn, int rows = 0)
    {
        Check.Ok(NativeMethods.lcv_mat_reshape(Handle, cn, rows, out var view));
        return new Mat(view);
    }
}
