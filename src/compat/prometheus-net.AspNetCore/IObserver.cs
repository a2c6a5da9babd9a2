namespace Prometheus;

/// <summary>Takes observations.</summary>
public interface IObserver : ICollectorChild
{
    void Observe(double val);
}
