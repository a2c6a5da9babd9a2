using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Picture files.</content>
public static partial class Cv2
{
    /// <summary>An empty Mat where the bytes are no picture.</summary>
    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(new ReadOnlySpan<byte>(buf), flags);
    }

    /// <summary>An empty Mat where the bytes are no picture.</summary>
    public static unsafe Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags)
    {
        if (span.IsEmpty)
        {
            throw new ArgumentException("Empty span", nameof(span));
        }

        fixed (byte* first = span)
        {
            Check.Ok(NativeMethods.lcv_imdecode(first, span.Length, (int)flags, out var mat));
            return new Mat(mat);
        }
    }

    public static unsafe bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(ext);
        prms ??= [];
        fixed (int* first = prms)
        {
            Check.Ok(NativeMethods.lcv_imencode(
                ext, In(img), first, prms.Length, out var done, out var bytes, out var data, out var length));
            try
            {
                buf = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
            }
            finally
            {
                NativeMethods.lcv_bytes_delete(bytes);
            }

            return done != 0;
        }
    }

    public static void ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms) =>
        ImEncode(ext, img, out buf, Flat(prms));

    /// <summary>An empty Mat where the file is absent or no picture.</summary>
    public static Mat ImRead(string fileName, ImreadModes flags = ImreadModes.Color)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        Check.Ok(NativeMethods.lcv_imread(fileName, (int)flags, out var mat));
        return new Mat(mat);
    }

    public static unsafe bool ImWrite(string fileName, Mat img, int[]? prms = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        prms ??= [];
        fixed (int* first = prms)
        {
            Check.Ok(NativeMethods.lcv_imwrite(fileName, Out(img), first, prms.Length, out var done));
            return done != 0;
        }
    }

    public static bool ImWrite(string fileName, Mat img, params ImageEncodingParam[] prms) =>
        ImWrite(fileName, img, Flat(prms));

    private static int[] Flat(ImageEncodingParam[]? prms)
    {
        var flat = new int[2 * (prms?.Length ?? 0)];
        for (var i = 0; i < flat.Length / 2; i++)
        {
            flat[2 * i] = (int)prms![i].EncodingId;
            flat[(2 * i) + 1] = prms[i].Value;
        }

        return flat;
    }
}
