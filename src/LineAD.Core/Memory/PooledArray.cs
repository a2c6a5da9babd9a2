using System.Buffers;

namespace LineAD.Core.Memory;

/// <summary>
/// A rented array with exactly one owner. A class, never a struct: a copied struct would return its array twice. Disposing
/// is idempotent; reading afterwards throws <see cref="ObjectDisposedException"/>.
/// </summary>
public abstract class PooledArray<T> : IDisposable
    where T : unmanaged
{
    private readonly BufferPool _owner;
    private readonly ArrayPool<T> _pool;
    private readonly long _bytes;
    private T[]? _array;

    private protected PooledArray(BufferPool owner, ArrayPool<T> pool, int length, long bytes)
    {
        _owner = owner;
        _pool = pool;
        _bytes = bytes;
        Length = length;
        _array = pool.Rent(length);
    }

    /// <summary>Number of elements asked for; the array behind it may be longer.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => Array.AsSpan(0, Length);

    /// <summary>The elements, for calls that need a memory.</summary>
    public Memory<T> Memory => Array.AsMemory(0, Length);

    /// <summary>The array itself, at least <see cref="Length"/> long, for calls that need an array.</summary>
    public T[] Array => _array ?? throw new ObjectDisposedException(GetType().Name);

    /// <inheritdoc />
    public void Dispose()
    {
        var array = Interlocked.Exchange(ref _array, null);
        GC.SuppressFinalize(this);
        if (array is not null)
        {
            _pool.Return(array);
            _owner.Release(_bytes);
        }
    }
}
