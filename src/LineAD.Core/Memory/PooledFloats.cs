using System.Buffers;

namespace LineAD.Core.Memory;

/// <summary>Rented floats; see <see cref="PooledArray{T}"/> for the ownership rules.</summary>
public sealed class PooledFloats : PooledArray<float>
{
    internal PooledFloats(BufferPool owner, ArrayPool<float> pool, int length, long bytes)
        : base(owner, pool, length, bytes)
    {
    }
}
