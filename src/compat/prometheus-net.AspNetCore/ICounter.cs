namespace Prometheus;

/// <summary>A value that only grows.</summary>
public interface ICounter : ICollectorChild
{
    double Value { get; }

    void Inc(double increment = 1.0);

    void IncTo(double targetValue);
}
