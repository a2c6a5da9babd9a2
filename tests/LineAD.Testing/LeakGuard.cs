using LineAD.Core.Memory;

namespace LineAD.Testing;

/// <summary>A pool whose buffers must all be back when the test is over.</summary>
public sealed class LeakGuard : IDisposable
{
    /// <summary>The pool under guard.</summary>
    public BufferPool Pool { get; } = new(64 * 1024 * 1024);

    /// <inheritdoc />
    /// <exception cref="TimeoutException">Buffers are still out.</exception>
    public void Dispose() => Eventually.True(
        () => Pool.OutstandingBuffers == 0 && Pool.OutstandingBytes == 0,
        () => $"{Pool.OutstandingBuffers} buffers, {Pool.OutstandingBytes} bytes not returned");
}
