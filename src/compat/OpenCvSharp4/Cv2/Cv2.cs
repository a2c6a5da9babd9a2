using System.Text;
using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>OpenCV's functions.</summary>
public static partial class Cv2
{
    public static void SetNumThreads(int nThreads) => Check.Ok(NativeMethods.lcv_set_num_threads(nThreads));

    public static int GetNumThreads()
    {
        Check.Ok(NativeMethods.lcv_get_num_threads(out var threads));
        return threads;
    }

    public static unsafe string? GetVersionString()
    {
        Span<byte> text = stackalloc byte[64];
        fixed (byte* first = text)
        {
            Check.Ok(NativeMethods.lcv_version(first, text.Length));
        }

        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
    }

    internal static MatHandle Optional(InputArray? array) => array?.Mat.Handle ?? MatHandle.None;

    private static MatHandle In(InputArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.Mat.Handle;
    }

    private static MatHandle Out(OutputArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.Mat.Handle;
    }

    private static MatHandle Out(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return mat.Handle;
    }
}
