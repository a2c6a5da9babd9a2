using Microsoft.Extensions.Logging;

namespace LineAD.Service.Metrics;

/// <summary>Log messages of the metrics bridge.</summary>
internal static partial class BridgeLog
{
    [LoggerMessage(
        EventId = 790, Level = LogLevel.Error,
        Message = "Instrument {Instrument} of meter {Meter} is not exported: its name is taken or not valid")]
    public static partial void InstrumentUnusable(ILogger logger, string meter, string instrument, Exception cause);

    [LoggerMessage(
        EventId = 791, Level = LogLevel.Warning,
        Message = "Some observable instruments failed and are missing from this scrape")]
    public static partial void ObservationFailed(ILogger logger, Exception cause);
}
