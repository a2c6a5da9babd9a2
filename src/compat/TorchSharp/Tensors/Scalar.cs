using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number as an operator argument; numbers convert to it.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly long _integer;

    private Scalar(long value, torch.ScalarType type = torch.ScalarType.Int64)
    {
        _integer = value;
        _real = value;
        Type = type;
    }

    private Scalar(double value)
    {
        _real = value;
        _integer = double.IsFinite(value) ? (long)value : 0;
        Type = torch.ScalarType.Float64;
    }

    public torch.ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new((long)value);
    public static implicit operator Scalar(sbyte value) => new((long)value);
    public static implicit operator Scalar(short value) => new((long)value);
    public static implicit operator Scalar(int value) => new((long)value);
    public static implicit operator Scalar(long value) => new(value);
    public static implicit operator Scalar(Half value) => new((double)value);
    public static implicit operator Scalar(float value) => new((double)value);
    public static implicit operator Scalar(double value) => new(value);
    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    /// <summary>Nothing to release here; kept for callers of the real package.</summary>
    public void Dispose()
    {
    }

    internal Arg ToArg() => Type switch
    {
        torch.ScalarType.Int64 => _integer,
        torch.ScalarType.Bool => _integer != 0,
        _ => _real,
    };
}
