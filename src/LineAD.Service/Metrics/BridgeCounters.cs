using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LineAD.Service.Metrics;

/// <summary>What the bridge itself could not export as asked.</summary>
internal sealed class BridgeCounters(MetricFactory factory, ILogger logger)
{
    private readonly Counter _folded = factory.CreateCounter(
        "linead_metrics_series_folded_total", "Measurements put into the series 'other' because of the cap",
        "instrument");

    private readonly Counter _refused = factory.CreateCounter(
        "linead_metrics_measurements_refused_total", "Measurements whose tags or name do not fit", "instrument");

    public void Folded(Instrument instrument) => _folded.WithLabels(instrument.Name).Inc();

    public void Refused(Instrument instrument) => _refused.WithLabels(instrument.Name).Inc();

    public void Unusable(Instrument instrument, Exception cause) =>
        BridgeLog.InstrumentUnusable(logger, instrument.Meter.Name, instrument.Name, cause);

    public void ObservationFailed(Exception cause) => BridgeLog.ObservationFailed(logger, cause);
}
