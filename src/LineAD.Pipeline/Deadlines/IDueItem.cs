namespace LineAD.Pipeline.Deadlines;

/// <summary>Something to be done at a time, on the deadline thread. Must not block and must not throw.</summary>
internal interface IDueItem
{
    void OnDue(long now);
}
