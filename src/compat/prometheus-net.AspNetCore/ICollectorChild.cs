namespace Prometheus;

/// <summary>One series (or one family of bucket series).</summary>
public interface ICollectorChild
{
}
