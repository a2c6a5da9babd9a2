namespace LineAD.Pipeline.Deadlines;

/// <summary>Something to be done at a time, on the deadline thread. Must not block and must not throw.</summary>
internal interface IDueItem
{
    void OnDue(long now);

    /// <summary>Whether nothing is left to be done: then nobody needs to wake up for it.</summary>
    bool IsMoot { get; }
}
