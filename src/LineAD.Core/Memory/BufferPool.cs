using System.Buffers;

namespace LineAD.Core.Memory;

/// <summary>
/// Rents byte and float buffers under one budget. When the budget is spent, renting fails at once: the caller sheds the
/// work (law 6), nothing waits and nothing grows.
/// </summary>
public sealed class BufferPool(long budgetBytes)
{
    private readonly ArrayPool<byte> _bytes = ArrayPool<byte>.Create(64 * 1024 * 1024, 64);
    private readonly ArrayPool<float> _floats = ArrayPool<float>.Create(16 * 1024 * 1024, 64);
    private long _outstandingBytes;
    private long _outstandingBuffers;

    /// <summary>Most bytes that may be rented at a time.</summary>
    public long BudgetBytes { get; } = budgetBytes;

    /// <summary>Bytes rented now.</summary>
    public long OutstandingBytes => Interlocked.Read(ref _outstandingBytes);

    /// <summary>Buffers rented now; 0 once a pipeline has stopped.</summary>
    public long OutstandingBuffers => Interlocked.Read(ref _outstandingBuffers);

    /// <summary>Rents <paramref name="length"/> bytes, or returns null when the budget does not allow it.</summary>
    public PooledBuffer? TryRentBytes(int length) =>
        Reserve(length) ? new PooledBuffer(this, _bytes, length, length) : null;

    /// <summary>Rents <paramref name="length"/> floats, or returns null when the budget does not allow it.</summary>
    public PooledFloats? TryRentFloats(int length) =>
        Reserve(length * 4L) ? new PooledFloats(this, _floats, length, length * 4L) : null;

    internal void Release(long bytes)
    {
        Interlocked.Add(ref _outstandingBytes, -bytes);
        Interlocked.Decrement(ref _outstandingBuffers);
    }

    private bool Reserve(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (Interlocked.Add(ref _outstandingBytes, bytes) > BudgetBytes)
        {
            Interlocked.Add(ref _outstandingBytes, -bytes);
            return false;
        }

        Interlocked.Increment(ref _outstandingBuffers);
        return true;
    }
}
