using LineAD.Core.Memory;

namespace LineAD.Core.Tests.Memory;

public class BufferPoolTests
{
    [Fact]
    public void TryRent_OverTheBudget_RefusesUntilSomethingIsReturned()
    {
        var pool = new BufferPool(1000);
        var first = pool.TryRentBytes(600).ShouldNotBeNull();

        pool.TryRentFloats(101).ShouldBeNull();
        pool.OutstandingBytes.ShouldBe(600);
        first.Dispose();

        using var second = pool.TryRentFloats(250).ShouldNotBeNull();
        (pool.OutstandingBytes, pool.OutstandingBuffers).ShouldBe((1000, 1));
    }

    [Fact]
    public void Dispose_Twice_ReturnsOnceAndReadingThrows()
    {
        var pool = new BufferPool(100);
        var buffer = pool.TryRentBytes(10).ShouldNotBeNull();

        buffer.Dispose();
        buffer.Dispose();

        (pool.OutstandingBytes, pool.OutstandingBuffers).ShouldBe((0, 0));
        Should.Throw<ObjectDisposedException>(() => buffer.Memory);
    }

    [Fact]
    public void TryRent_ManyThreads_NeverExceedsTheBudget()
    {
        var pool = new BufferPool(50);
        var exceeded = 0;
        Parallel.For(0, 20_000, _ =>
        {
            using var buffer = pool.TryRentBytes(20);
            if (buffer is not null && pool.OutstandingBuffers > 2)
            {
                Interlocked.Increment(ref exceeded);
            }
        });

        (exceeded, pool.OutstandingBytes, pool.OutstandingBuffers).ShouldBe((0, 0, 0));
    }
}
