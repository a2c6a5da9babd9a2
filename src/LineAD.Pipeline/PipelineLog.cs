using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline;

/// <summary>Log messages of the pipeline; event ids 100 to 199.</summary>
internal static partial class PipelineLog
{
    [LoggerMessage(
        100,
        LogLevel.Information,
        "Pipeline started: {Stations} stations, {Decoders} decode workers, epoch {Epoch}")]
    public static partial void Started(ILogger logger, int stations, int decoders, int epoch);

    [LoggerMessage(101, LogLevel.Information, "Pipeline stopping: {Open} parts are open")]
    public static partial void Stopping(ILogger logger, int open);

    [LoggerMessage(102, LogLevel.Information, "Pipeline stopped: {Unacknowledged} frames left for redelivery")]
    public static partial void Stopped(ILogger logger, long unacknowledged);

    [LoggerMessage(
        103,
        LogLevel.Warning,
        "Station {Line}/{Station}: frames name neither part nor sequence; parts are told apart by a hash")]
    public static partial void PartUnnamed(ILogger logger, string line, string station);

    [LoggerMessage(
        104,
        LogLevel.Warning,
        "Station {Line}/{Station}: the clock of source {Source} stepped; counting from receipt")]
    public static partial void ClockStepped(ILogger logger, string line, string station, string source);

    [LoggerMessage(105, LogLevel.Error, "Scoring a batch of {Size} failed; its frames are retried alone")]
    public static partial void ScorerFailed(ILogger logger, int size, Exception exception);

    [LoggerMessage(106, LogLevel.Critical, "The device hangs: a call runs for {Milliseconds} ms")]
    public static partial void DeviceHangs(ILogger logger, double milliseconds);

    [LoggerMessage(107, LogLevel.Information, "The device answers again")]
    public static partial void DeviceBack(ILogger logger);

    [LoggerMessage(108, LogLevel.Error, "Decision {Id:x16} could not be journalled")]
    public static partial void DecisionUnjournalled(ILogger logger, ulong id);

    [LoggerMessage(109, LogLevel.Error, "A decision sink failed: {Sink}")]
    public static partial void SinkFailed(ILogger logger, string sink, Exception exception);

    [LoggerMessage(110, LogLevel.Information, "Station {Line}/{Station}: state {State}")]
    public static partial void StateChanged(ILogger logger, string line, string station, string state);

    [LoggerMessage(111, LogLevel.Error, "Worker {Name} caught an unexpected error and goes on")]
    public static partial void WorkerFailed(ILogger logger, string name, Exception exception);

    [LoggerMessage(
        112,
        LogLevel.Information,
        "Recovered: {Decisions} decisions, {Open} open parts, {Suspects} suspect frames")]
    public static partial void Recovered(ILogger logger, int decisions, int open, int suspects);

    [LoggerMessage(
        113,
        LogLevel.Warning,
        "Station state file {Path} cannot be used: {Problem}; the configuration's values are used")]
    public static partial void StationFileUnusable(ILogger logger, string path, string problem);

    [LoggerMessage(
        114,
        LogLevel.Warning,
        "In-hand file {Path} cannot be used: {Problem}; frames in hand will not be known after a crash")]
    public static partial void InHandUnusable(ILogger logger, string path, string problem);

    [LoggerMessage(116, LogLevel.Information, "Station {Line}/{Station}: {What} set to {Value}")]
    public static partial void StationChanged(ILogger logger, string line, string station, string what, string value);

    [LoggerMessage(
        117,
        LogLevel.Critical,
        "The last {Calls} device calls failed, one and all: not ready; ending with exit code 5 if that goes on for deviceHangMs")]
    public static partial void DeviceFails(ILogger logger, int calls);

    [LoggerMessage(
        118,
        LogLevel.Warning,
        "The shadow {Category}/{View}/{Version} leaves views out: a call takes {CostMs:0} ms, and {LentMs:0} ms, a quarter of the shortest time to a cut-off, are lent to it; give the command again to measure anew, or test it with 'linead evaluate'")]
    public static partial void ShadowTooSlow(
        ILogger logger, string category, string view, int version, double costMs, double lentMs);

    [LoggerMessage(119, LogLevel.Warning, "The shadow {Category}/{View}/{Version} failed on a view")]
    public static partial void ShadowFailed(ILogger logger, string category, string view, int version, Exception exception);
}
