using System.Runtime.CompilerServices;
using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Shape and elements.</content>
public partial class Mat
{
    public int Rows => Info.Rows;

    public int Cols => Info.Cols;

    public int Height => Info.Rows;

    public int Width => Info.Cols;

    public int Dims => Info.Dims;

    public IntPtr Data => Info.Data;

    public unsafe byte* DataPointer => (byte*)Info.Data;

    private MatInfo Info
    {
        get
        {
            Check.Ok(NativeMethods.lcv_mat_info(Handle, out var info));
            return info;
        }
    }

    public bool Empty()
    {
        var info = Info;
        return info.Data == 0 || info.Total == 0 || info.Dims == 0;
    }

    public bool IsContinuous() => Info.Continuous != 0;

    public MatType Type() => new(Info.Type);

    public int Depth() => Type().Depth;

    public int Channels() => Type().Channels;

    public int ElemSize() => Info.ElemSize;

    public long Step() => Info.Step;

    public long Total() => Info.Total;

    public Size Size()
    {
        var info = Info;
        return new Size(info.Cols, info.Rows);
    }

    public IntPtr Ptr(int i0)
    {
        var info = Info;
        return info.Data + (nint)(info.Step * i0);
    }

    public unsafe ref T At<T>(int i0, int i1)
        where T : unmanaged
    {
        var info = Info;
        return ref *(T*)((byte*)info.Data + (info.Step * i0) + ((long)info.ElemSize * i1));
    }

    public unsafe T Get<T>(int i0, int i1)
        where T : struct
    {
        var info = Info;
        return Unsafe.ReadUnaligned<T>((byte*)info.Data + (info.Step * i0) + ((long)info.ElemSize * i1));
    }

    public unsafe void Set<T>(int i0, int i1, T value)
        where T : struct
    {
        var info = Info;
        Unsafe.WriteUnaligned((byte*)info.Data + (info.Step * i0) + ((long)info.ElemSize * i1), value);
    }

    /// <summary>All elements in place; empty where rows have gaps between them.</summary>
    public unsafe Span<T> AsSpan<T>()
        where T : unmanaged
    {
        var info = Info;
        return info.Continuous == 0
            ? []
            : new Span<T>((void*)info.Data, checked((int)(info.Total * info.ElemSize / sizeof(T))));
    }

    /// <summary>A copy of all elements; throws where T does not fit the element type.</summary>
    public unsafe bool GetArray<T>(out T[] data)
        where T : unmanaged
    {
        var info = Info;
        data = new T[(long)info.Rows * info.Cols];
        CheckElement<T>(info, data.Length);
        for (var row = 0; row < info.Rows; row++)
        {
            RowOf<T>(info, row).CopyTo(data.AsSpan(row * info.Cols));
        }

        return true;
    }

    /// <summary>Overwrites all elements; throws where T or the length does not fit.</summary>
    public unsafe bool SetArray<T>(params T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var info = Info;
        CheckElement<T>(info, data.Length);
        for (var row = 0; row < info.Rows; row++)
        {
            data.AsSpan(row * info.Cols, info.Cols).CopyTo(RowOf<T>(info, row));
        }

        return true;
    }

    public byte[] ToBytes(string ext = ".png", params ImageEncodingParam[] prms)
    {
        Cv2.ImEncode(ext, this, out var bytes, prms);
        return bytes;
    }

    public override string ToString() => IsDisposed
        ? "Mat [disposed]"
        : $"Mat [ {Rows}*{Cols}*{Type()}, IsContinuous={IsContinuous()} ]";

    private static unsafe Span<T> RowOf<T>(in MatInfo info, int row)
        where T : unmanaged => new((byte*)info.Data + (info.Step * row), info.Cols);

    private static unsafe void CheckElement<T>(in MatInfo info, long length)
        where T : unmanaged
    {
        if (sizeof(T) != info.ElemSize || length != (long)info.Rows * info.Cols)
        {
            throw new OpenCvSharpException(
                $"{length} elements of {typeof(T).Name} do not match {info.Rows}*{info.Cols} of "
                + $"{new MatType(info.Type)}.");
        }
    }
}
