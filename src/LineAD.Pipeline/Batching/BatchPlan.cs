using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Batching;

/// <summary>What the planner wants now: a batch, or to wait; and what it took out because it cannot make it.</summary>
internal sealed class BatchPlan
{
    /// <summary>The batch; empty when it is better to wait.</summary>
    public List<ReadyView> Items { get; } = [];

    /// <summary>Taken out before the device: they cannot make their cut-off.</summary>
    public List<ReadyView> Evicted { get; } = [];

    /// <summary>Taken out because their parts were decided meanwhile.</summary>
    public List<ReadyView> Decided { get; } = [];

    /// <summary>The group of the batch.</summary>
    public ITeacherGroup? Group { get; set; }

    /// <summary>The shape to pad to.</summary>
    public int Shape { get; set; }

    /// <summary>Why it closed.</summary>
    public string Cause { get; set; } = "";

    /// <summary>When to ask again if nothing arrives.</summary>
    public long WaitUntil { get; set; } = long.MaxValue;

    /// <summary>Whether there is anything to do before waiting.</summary>
    public bool HasWork => Items.Count + Evicted.Count + Decided.Count > 0;
}
