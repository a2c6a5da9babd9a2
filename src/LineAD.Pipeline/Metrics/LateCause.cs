namespace LineAD.Pipeline.Metrics;

/// <summary>Why a part was late; a label.</summary>
internal static class LateCause
{
    /// <summary>Scoring did not finish before the policy's time.</summary>
    public const string Scoring = "scoring";

    /// <summary>A channel was full, a pool or the part table at its bound.</summary>
    public const string Overload = "overload";

    /// <summary>Taken out before the device, because it could not make it.</summary>
    public const string Evicted = "evicted";

    /// <summary>Stale on receipt.</summary>
    public const string Stale = "stale";

    /// <summary>The process was away.</summary>
    public const string Restart = "restart";

    /// <summary>The station's frames went to another process.</summary>
    public const string Moved = "moved";

    /// <summary>The service stopped.</summary>
    public const string Shutdown = "shutdown";

    /// <summary>The decision was made, and could not be handed over before its cut-off.</summary>
    public const string CutOff = "cut_off";

    public static readonly string[] All = [Scoring, Overload, Evicted, Stale, Restart, Moved, Shutdown, CutOff];
}
