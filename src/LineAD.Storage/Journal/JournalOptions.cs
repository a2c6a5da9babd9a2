namespace LineAD.Storage.Journal;

/// <summary>Where the journal is and how long it remembers.</summary>
public sealed record JournalOptions
{
    /// <summary>The SQLite file.</summary>
    public required string Path { get; init; }

    /// <summary>How long a decision answers repetitions. Default 10 minutes.</summary>
    public TimeSpan DedupWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most decisions kept. Default 200000.</summary>
    public int DedupMaxParts { get; init; } = 200_000;

    /// <summary>Most entries waiting to be written. Default 16384.</summary>
    public int QueueCapacity { get; init; } = 16_384;

    /// <summary>
    /// How long entries other than decisions, which are written at once, may gather for one transaction. Default 100 ms;
    /// acknowledgements wait for it, decisions never.
    /// </summary>
    public TimeSpan GatherInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between checkpoints, which copy the log into the file and sync it. Default 5 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two clean-ups of old decisions. Default 2 s.</summary>
    public TimeSpan PruneInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Called on the journal's thread before each transaction; a <see cref="Microsoft.Data.Sqlite.SqliteException"/> of it
    /// fails the transaction as one of SQLite's own. For fault injection; see <see cref="JournalFaults"/>.
    /// </summary>
    public Action? BeforeTransaction { get; init; }
}
