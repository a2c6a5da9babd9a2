using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Storage.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Storage.Tests.Journal;

public abstract class JournalFixture : IDisposable
{
    protected static readonly StationKey Station = new("line1", "press");
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("linead-journal-");

    protected string FilePath => Path.Combine(_directory.FullName, "journal.db");

    protected SqliteJournal Open(int queueCapacity = 1000, TimeSpan? window = null, TimeSpan? gather = null) => new(
        new JournalOptions
        {
            Path = FilePath,
            QueueCapacity = queueCapacity,
            DedupWindow = window ?? TimeSpan.FromMinutes(10),
            GatherInterval = gather ?? TimeSpan.FromMilliseconds(20),
            PruneInterval = TimeSpan.Zero,
        },
        TimeProvider.System,
        NullLogger.Instance);

    protected static InspectionKey Key(int part) => new(Station, $"p{part}", (uint)part);

    protected static PartOpened Opened(int part) => new()
    {
        Station = Station,
        Inspection = Key(part),
        Id = Key(part).ComputeId(),
        Category = "nut",
        CutOff = TimeProvider.System.GetUtcNow().AddSeconds(1),
    };

    protected static PartDecided Decided(int part, Verdict verdict, Action<bool>? written = null) => new()
    {
        Station = Station,
        CutOff = TimeProvider.System.GetUtcNow().AddSeconds(1),
        Written = written,
        Decision = new Decision
        {
            Inspection = Key(part),
            StationId = 7,
            Verdict = verdict,
            Basis = Basis.Model,
            Score = verdict == Verdict.Reject ? 1.25 : 0.5,
            SlackMs = 83,
            Category = "nut",
            ModelVersion = 3,
            Id = Key(part).ComputeId(),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
        },
    };

    protected static PartClosed Closed(int part, PartOutcome outcome, params FrameEnded[] frames) => new()
    {
        Station = Station,
        Id = Key(part).ComputeId(),
        Outcome = outcome,
        AuditReason = outcome == PartOutcome.AuditOnly ? AuditReason.Late : null,
        Frames = frames,
    };

    protected static FrameEnded Ended(long frame, FrameState state, string reason = "") =>
        new() { Station = Station, FrameNumber = frame, State = state, Reason = reason };

    protected static async Task FlushAsync(SqliteJournal journal)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.TryAppend(Ended(long.MaxValue, FrameState.Used) with { Written = written.SetResult }).ShouldBeTrue();
        await written.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
