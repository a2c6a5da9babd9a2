using System.Text;

namespace TorchSharp.Native;

/// <summary>An operator argument; every C# type that an operator takes converts to it.</summary>
internal readonly struct Arg
{
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly ValueTag Tag;
    private readonly int _extra;

    private Arg(ValueTag tag, long bits, object? reference = null, int extra = 0)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
        _extra = extra;
    }

    /// <summary>The argument is absent (None).</summary>
    internal static Arg None => default;

    /// <summary>Words of scratch memory that the list or text needs.</summary>
    internal int Words => Reference switch
    {
        long[] list => list.Length,
        double[] list => list.Length,
        torch.Tensor?[] list => list.Length,
        byte[] text => (text.Length + 7) / 8,
        _ => 0,
    };

    internal static Arg Optional(torch.Tensor?[] tensors) => new(ValueTag.OptionalTensors, 0, tensors);
    public static implicit operator Arg(torch.Tensor? t) =>
        t is null ? default : new(ValueTag.Tensor, t.Handle, t);
    public static implicit operator Arg(long value) => new(ValueTag.Int, value);
    public static implicit operator Arg(long? value) => value is { } v ? new(ValueTag.Int, v) : default;
    public static implicit operator Arg(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(ValueTag.Bool, value ? 1 : 0);
    public static implicit operator Arg(Scalar? value) => value?.ToArg() ?? default;
    public static implicit operator Arg(torch.ScalarType value) => new(ValueTag.Int, (long)value);
    public static implicit operator Arg(torch.ScalarType? value) =>
        value is { } v ? new(ValueTag.Int, (long)v) : default;
    public static implicit operator Arg(torch.Device? value) =>
        value is null ? default : new(ValueTag.Device, value.index, null, (int)value.type);
    public static implicit operator Arg(long[]? values) => values is null ? default : new(ValueTag.Ints, 0, values);
    public static implicit operator Arg(double[]? values) =>
        values is null ? default : new(ValueTag.Doubles, 0, values);
    public static implicit operator Arg(torch.Tensor[] tensors) => new(ValueTag.Tensors, 0, tensors);
    public static implicit operator Arg(string text) => new(ValueTag.String, 0, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the native form; list elements go to <paramref name="scratch"/>.</summary>
    internal unsafe NativeValue Write(ref long* scratch)
    {
        var value = new NativeValue { Tag = Tag, Count = _extra, Bits = Bits };
        if (Tag < ValueTag.Ints || Tag == ValueTag.Device)
        {
            return value;
        }

        value.Bits = (nint)scratch;
        value.Count = Fill(new Span<long>(scratch, Words));
        scratch += Words;
        return value;
    }

    private int Fill(Span<long> words)
    {
        switch (Reference)
        {
            case long[] list:
                list.CopyTo(words);
                return list.Length;
            case double[] list:
                list.CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<long, double>(words));
                return list.Length;
            case byte[] text:
                text.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(words));
                return text.Length;
            default:
                var tensors = (torch.Tensor?[])Reference!;
                for (var k = 0; k < tensors.Length; k++)
                {
                    words[k] = tensors[k] is { } t ? t.Handle : 0;
                }

                return tensors.Length;
        }
    }

    /// <summary>Keeps the tensors alive up to here.</summary>
    internal void KeepAlive() => GC.KeepAlive(Reference);
}
