using System.Buffers;

namespace LineAD.Core.Memory;

/// <summary>Rented bytes; see <see cref="PooledArray{T}"/> for the ownership rules.</summary>
public sealed class PooledBuffer : PooledArray<byte>
{
    internal PooledBuffer(BufferPool owner, ArrayPool<byte> pool, int length, long bytes)
        : base(owner, pool, length, bytes)
    {
    }
}
