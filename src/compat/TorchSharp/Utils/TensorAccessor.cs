using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in index order.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly nint _data;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _data = tensor.DataPointer;
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    /// <summary>One index for each dimension, or one index into the flat order.</summary>
    public unsafe T this[params long[] indices]
    {
        get => ((T*)_data)[Offset(indices)];
        set => ((T*)_data)[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies from <paramref name="tensorIndex"/> on into <paramref name="array"/> until one of them ends.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous)
        {
            new ReadOnlySpan<T>((T*)_data + tensorIndex, count).CopyTo(target);
            GC.KeepAlive(_tensor);
            return;
        }

        for (var k = 0; k < count; k++)
        {
            target[k] = ((T*)_data)[Flat(tensorIndex + k)];
        }

        GC.KeepAlive(_tensor);
    }

    public void Dispose()
    {
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var k = 0L; k < Count; k++)
        {
            yield return this[k];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            return Flat(indices[0]);
        }

        var offset = 0L;
        for (var k = 0; k < indices.Length; k++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)indices[k], (ulong)_shape[k], nameof(indices));
            offset += indices[k] * _strides[k];
        }

        return offset;
    }

    private long Flat(long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Count, nameof(index));
        var offset = 0L;
        for (var k = _shape.Length - 1; k >= 0; k--)
        {
            offset += index % _shape[k] * _strides[k];
            index /= _shape[k];
        }

        return offset;
    }
}
