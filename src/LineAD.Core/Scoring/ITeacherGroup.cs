namespace LineAD.Core.Scoring;

/// <summary>
/// Categories that share one resident teacher (weights hash, input size, preprocessing) and one forward pass; only the
/// students run per category. Scoring is called on the device's one thread.
/// </summary>
public interface ITeacherGroup
{
    /// <summary>Stable key: weights hash, input size and preprocessing.</summary>
    string Key { get; }

    /// <summary>Input wanted from the decoder.</summary>
    InputSpec Input { get; }

    /// <summary>Batch shapes that were warmed up, ascending, for instance 1, 2, 4, 8. Batches are padded to one of them.</summary>
    IReadOnlyList<int> BatchShapes { get; }

    /// <summary>Measured cost of a shape in seconds at warm-up, the seed of the batcher's cost model.</summary>
    double WarmUpSeconds(int shape);

    /// <summary>
    /// Scores <paramref name="items"/>, padded to <paramref name="shape"/>, synchronously. Sets every item's result. An
    /// exception concerns the whole batch; the caller retries its frames alone.
    /// </summary>
    void Score(IReadOnlyList<ScoreItem> items, int shape);
}
