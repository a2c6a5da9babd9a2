using Microsoft.Extensions.Logging;

namespace LineAD.Models.Serving;

/// <summary>Log messages of Models; ids 600 to 699.</summary>
internal static partial class ModelsLog
{
    private const string ServesText =
        "Model {Category}/{View} version {Version} serves ({Architecture}, {Teacher}, {Precision} on {Device})";

    private const string NotActivatedText =
        "Model {Category}/{View} version {Version} was not loaded, what served goes on: {Problem}";

    private const string WarmText =
        "Model {Bundle} is warm: {Alone} ms for a frame alone, {Batch} ms for {Largest} together; {Packed} of {Convolutions} convolutions with weights packed once";

    [LoggerMessage(600, LogLevel.Information, ServesText)]
    internal static partial void Serves(
        ILogger logger,
        string category,
        string view,
        int version,
        string architecture,
        string teacher,
        string precision,
        string device);

    [LoggerMessage(601, LogLevel.Error, NotActivatedText)]
    internal static partial void NotActivated(
        ILogger logger, string category, string view, int version, string problem);

    [LoggerMessage(602, LogLevel.Warning, "Model {Bundle} fails its self-test in {Precision}, trying fp32: {Problem}")]
    internal static partial void PrecisionRefused(ILogger logger, string bundle, string precision, string problem);

    [LoggerMessage(603, LogLevel.Information, "Model {Category}/{View} version {Version} shadows version {Serving}; it decides nothing")]
    internal static partial void Shadows(ILogger logger, string category, string view, int version, int serving);

    [LoggerMessage(604, LogLevel.Information, "Model {Category}/{View}: nothing shadows it any longer")]
    internal static partial void ShadowEnded(ILogger logger, string category, string view);

    [LoggerMessage(605, LogLevel.Information, WarmText)]
    internal static partial void Warm(
        ILogger logger, string bundle, double alone, double batch, int largest, int packed, int convolutions);

    [LoggerMessage(606, LogLevel.Information, "Precision auto is {Precision} on {Device}: convolutions reach {Bf16:F0} GFLOP/s in bf16, {Fp32:F0} in fp32")]
    internal static partial void PrecisionChosen(ILogger logger, string precision, string device, double bf16, double fp32);

    [LoggerMessage(607, LogLevel.Information, "{Threads} threads score, held on a CPU each: {Cpus}")]
    internal static partial void Pinned(ILogger logger, int threads, string cpus);

    [LoggerMessage(608, LogLevel.Information, "The threads that score are no longer held on a CPU each: the library replaces them")]
    internal static partial void PinningGivenUp(ILogger logger);

    [LoggerMessage(609, LogLevel.Warning, "The line left no time for loading a model within {Seconds} s: it is loaded again, and parts may wait for it")]
    internal static partial void NoSpareTime(ILogger logger, double seconds);
}
