using LineAD.Core.Intake;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Intake;

/// <summary>When a frame's clock started: its capture mapped to the local clock, else its receipt.</summary>
internal sealed class FrameClock(MonotonicClock clock, PipelineMetrics metrics, ILogger logger)
{
    /// <summary>
    /// The start in local ticks; null when the frame's age cannot be proven. The station's intake gate is held.
    /// </summary>
    public long? Start(InboundFrame frame, StationRuntime station, double timeMs)
    {
        var ageUnknown = frame.Duplicate || frame.Backlog;
        if (double.IsNaN(timeMs))
        {
            return ageUnknown ? null : frame.ReceivedTimestamp;
        }

        var source = frame.Attributes.Source ?? frame.Camera;
        var receiptMs = clock.Milliseconds(frame.ReceivedTimestamp);
        var started = station.Clocks.Get(source).Map(timeMs, receiptMs, ageUnknown, out var stepped);
        if (stepped)
        {
            metrics.ClockStep(station.Tags);
            PipelineLog.ClockStepped(logger, station.Key.Line, station.Key.Station, source);
        }

        return started is { } ms ? frame.ReceivedTimestamp - clock.Ticks(receiptMs - ms) : null;
    }
}
