namespace Prometheus;

/// <summary>Observations counted by bucket.</summary>
public interface IHistogram : IObserver
{
    double Sum { get; }

    long Count { get; }

    void Observe(double val, long count);
}
