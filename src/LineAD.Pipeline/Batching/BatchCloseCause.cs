namespace LineAD.Pipeline.Batching;

/// <summary>What closed a batch; a label.</summary>
internal static class BatchCloseCause
{
    /// <summary>It has the largest size.</summary>
    public const string Full = "full";

    /// <summary>Its most urgent part would not bear one more.</summary>
    public const string Deadline = "deadline";

    /// <summary>The device is idle and nothing is expected soon.</summary>
    public const string Idle = "idle";

    /// <summary>A suspect is scored alone.</summary>
    public const string Alone = "alone";

    /// <summary>The service stops.</summary>
    public const string Flush = "flush";
}
