using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>A two-dimensional array of pixels or numbers, owned or borrowed.</summary>
public partial class Mat : IDisposable
{
    // Keeps a caller's array where the native header points to until the header is gone.
    private readonly PinnedArray? _pinned;

    public Mat() => Check.Ok(NativeMethods.lcv_mat_new(out _handle));

    public Mat(int rows, int cols, MatType type) =>
        Check.Ok(NativeMethods.lcv_mat_new_sized(rows, cols, type.Value, out _handle));

    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    public Mat(int rows, int cols, MatType type, Scalar s) =>
        Check.Ok(NativeMethods.lcv_mat_new_filled(rows, cols, type.Value, s, out _handle));

    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    public Mat(Mat m, Rect roi)
    {
        ArgumentNullException.ThrowIfNull(m);
        Check.Ok(NativeMethods.lcv_mat_new_roi(m.Handle, roi.X, roi.Y, roi.Width, roi.Height, out _handle));
    }

    internal Mat(MatHandle handle, PinnedArray? pinned = null)
    {
        _handle = handle;
        _pinned = pinned;
    }

    public bool IsDisposed => _handle.IsClosed;

    internal MatHandle Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return _handle;
        }
    }

    private readonly MatHandle _handle;

    /// <summary>A header over the caller's memory, which must outlive it.</summary>
    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        Check.Ok(NativeMethods.lcv_mat_new_data(rows, cols, type.Value, data, step, out var handle));
        return new Mat(handle);
    }

    /// <summary>A header over the caller's array, which stays pinned while the Mat lives.</summary>
    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pinned = new PinnedArray(data);
        Check.Ok(NativeMethods.lcv_mat_new_data(rows, cols, type.Value, pinned.Address, step, out var handle));
        return new Mat(handle, pinned);
    }

    public static Mat FromImageData(byte[] imageBytes, ImreadModes mode = ImreadModes.Color) =>
        Cv2.ImDecode(imageBytes, mode);

    public static Mat FromImageData(ReadOnlySpan<byte> span, ImreadModes mode = ImreadModes.Color) =>
        Cv2.ImDecode(span, mode);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    public void Release() => Dispose();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
            _pinned?.Dispose();
        }
    }
}
