namespace LineAD.Service.Metrics;

/// <summary>A Prometheus metric as the bridge sees it.</summary>
internal interface IMetricFamily
{
    /// <summary>The action that records a value in the series with these label values.</summary>
    Action<double> Open(string[] labelValues);

    /// <summary>Takes a series off the export.</summary>
    void Remove(string[] labelValues);
}
