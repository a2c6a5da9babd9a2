namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>Holds every thread of the pool, and any that it adds, until disposed.</summary>
internal sealed class StarvedThreadPool : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly int _maximum;
    private readonly int _ports;
    private int _probed;

    public StarvedThreadPool()
    {
        ThreadPool.GetMaxThreads(out _maximum, out _ports);
        ThreadPool.GetMinThreads(out var minimum, out _);
        var threads = Math.Max(minimum, ThreadPool.ThreadCount);
        ThreadPool.SetMaxThreads(threads, _ports).ShouldBeTrue();
        for (var i = 0; i < threads * 4; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => _release.Wait(), null);
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref _probed, 1), null);
    }

    /// <summary>True while no work item queued after the blockade has run.</summary>
    public bool IsStarved => Volatile.Read(ref _probed) == 0;

    public void Dispose()
    {
        ThreadPool.SetMaxThreads(_maximum, _ports);
        _release.Set();
    }
}
