using Microsoft.Extensions.Logging;

namespace LineAD.Service;

/// <summary>What the host says.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(720, LogLevel.Information, "Starting on {Device} with models from {Folder}, listening on {Url}")]
    public static partial void Starting(ILogger logger, string device, string folder, string url);

    [LoggerMessage(721, LogLevel.Information, "Model {Category}/{View} version {Version} serves on {Device} in {Precision}")]
    public static partial void Serving(
        ILogger logger, string category, string view, int version, string device, string precision);

    [LoggerMessage(722, LogLevel.Warning,
        "No model is active for {Category}/{View}: its parts go by the fault policy. Train one, or send cmd/model/activate")]
    public static partial void NoModel(ILogger logger, string category, string view);

    [LoggerMessage(723, LogLevel.Information, "Pipeline open, epoch {Epoch}; connecting to {Broker}")]
    public static partial void Connecting(ILogger logger, ushort epoch, string broker);

    [LoggerMessage(724, LogLevel.Information, "Ready: frames in, decisions out for {Stations} stations")]
    public static partial void Ready(ILogger logger, int stations);

    [LoggerMessage(725, LogLevel.Information, "Stopping: sources, open parts, sinks, journal")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(726, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(727, LogLevel.Critical,
        "The device did not answer, or failed every call, for {Milliseconds} ms: ending with exit code 5, to be started again")]
    public static partial void DeviceHung(ILogger logger, int milliseconds);

    [LoggerMessage(728, LogLevel.Critical, "Start failed, ending with exit code {ExitCode}: {Problem}")]
    public static partial void StartFailed(ILogger logger, int exitCode, string problem);

    [LoggerMessage(729, LogLevel.Critical, "Start failed by a defect, ending with exit code 1")]
    public static partial void StartDefect(ILogger logger, Exception exception);

    [LoggerMessage(730, LogLevel.Error, "Stopping {Part} failed; going on with the rest")]
    public static partial void StopFailed(ILogger logger, string part, Exception exception);

    [LoggerMessage(731, LogLevel.Warning, "Still not connected to {Broker} after {Seconds} s; trying on")]
    public static partial void StillConnecting(ILogger logger, string broker, int seconds);

    [LoggerMessage(732, LogLevel.Error,
        "The model of {Category}/{View}, which no station has by default, cannot be used: {Problem}")]
    public static partial void OtherModelUnusable(ILogger logger, string category, string view, string problem);

    [LoggerMessage(734, LogLevel.Warning, "The device did not run its first batches within {Seconds} s; frames are taken nevertheless")]
    public static partial void DeviceNotWarm(ILogger logger, int seconds);

    [LoggerMessage(733, LogLevel.Debug, "Rehearsal: {Decisions} parts decided by the model, {Methods} methods compiled ahead")]
    public static partial void Rehearsed(ILogger logger, int decisions, int methods);

    [LoggerMessage(736, LogLevel.Warning,
        "FAULT INJECTION IS ON: whoever can open {Socket} can break this service on purpose. Never on a line that produces; start without --allow-fault-injection")]
    public static partial void FaultInjectionOn(ILogger logger, string socket);

    [LoggerMessage(737, LogLevel.Warning, "Fault injected: {Command}")]
    public static partial void FaultInjected(ILogger logger, string command);
}
