namespace TorchSharp;

/// <summary>The counts of the calling thread.</summary>
public class ThreadDisposeScopeStatistics
{
    public LifetimeStatistics TensorStatistics { get; } = new();
    public long ThreadTotalLiveCount => TensorStatistics.ThreadTotalLiveCount;
    public override string ToString() => TensorStatistics.ToString();
}
