namespace LineAD.Service.Metrics;

/// <summary>How an instrument's measurements are meant.</summary>
internal enum InstrumentKind
{
    /// <summary>Increments, never negative.</summary>
    Counter,

    /// <summary>A total so far, read at each scrape.</summary>
    ObservableCounter,

    /// <summary>Increments of either sign.</summary>
    UpDownCounter,

    /// <summary>Single values to be put into buckets.</summary>
    Histogram,

    /// <summary>The present value.</summary>
    Gauge,
}
