using Microsoft.Extensions.Logging;

namespace LineAD.Storage.Journal;

internal static partial class StorageLog
{
    [LoggerMessage(700, LogLevel.Error, "Journal {Path} cannot be written: {Problem}. Free disk space or fix permissions; decisions go on by policy, none passes")]
    public static partial void JournalFailed(ILogger logger, string path, string problem);

    [LoggerMessage(701, LogLevel.Information, "Journal {Path} is written again")]
    public static partial void JournalBack(ILogger logger, string path);

    [LoggerMessage(702, LogLevel.Error, "Journal {Path} is damaged ({Problem}); it was moved to {Aside} and a new one begun: the books start at zero")]
    public static partial void JournalDamaged(ILogger logger, string path, string problem, string aside);

    [LoggerMessage(703, LogLevel.Information, "Journal {Path}: epoch {Epoch}, {Decisions} decisions in the window, {OpenParts} parts open, {Frames} frames were in flight")]
    public static partial void Recovered(ILogger logger, string path, int epoch, int decisions, int openParts, long frames);

    [LoggerMessage(704, LogLevel.Warning, "Journal {Path}: checkpoint failed: {Problem}")]
    public static partial void CheckpointFailed(ILogger logger, string path, string problem);

    [LoggerMessage(705, LogLevel.Warning, "Journal {Path}: the clock was set, or the machine started anew, since the last run: nothing that it left open is published")]
    public static partial void ClockStepped(ILogger logger, string path);

    [LoggerMessage(706, LogLevel.Error, "Journal {Path} refused a {Entry} of station {Station}: {Problem}. It is not in the books; a decision is made anew by policy. Report this as a defect of LineAD")]
    public static partial void EntryRefused(ILogger logger, string path, string entry, string? station, string problem);

    [LoggerMessage(707, LogLevel.Error, "Journal {Path}: what waited for a {Entry} failed; the journal goes on")]
    public static partial void WaiterFailed(ILogger logger, string path, string entry, Exception exception);
}
