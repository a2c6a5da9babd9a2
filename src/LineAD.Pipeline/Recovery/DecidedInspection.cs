using LineAD.Core.Wire;

namespace LineAD.Pipeline.Recovery;

/// <summary>A decided inspection in the de-duplication window.</summary>
internal sealed class DecidedInspection(Decision decision, long cutOff, long deadline, long decidedAt)
{
    private Decision _decision = decision;
    private ulong _cameras;
    private int _mayPublish;

    /// <summary>As journalled.</summary>
    public Decision Decision
    {
        get => Volatile.Read(ref _decision);
        set => Volatile.Write(ref _decision, value);
    }

    /// <summary>Monotonic cut-off.</summary>
    public long CutOff { get; } = cutOff;

    /// <summary>Monotonic deadline.</summary>
    public long Deadline { get; } = deadline;

    /// <summary>Monotonic time of the decision.</summary>
    public long DecidedAt { get; } = decidedAt;

    /// <summary>Whether it went to the gate, and so may go again: journalled, and not withheld.</summary>
    public bool MayPublish
    {
        get => Volatile.Read(ref _mayPublish) != 0;
        set => Volatile.Write(ref _mayPublish, value ? 1 : 0);
    }

    /// <summary>
    /// Notes that a camera's view came; true when it had come before, or when that is not known any more.
    /// </summary>
    public bool NoteView(int camera) =>
        camera >= 64 || (Interlocked.Or(ref _cameras, 1UL << camera) & (1UL << camera)) != 0;

    /// <summary>After a restart: which views came is not known, so each counts as a repetition.</summary>
    public void NoteAllViews() => Interlocked.Exchange(ref _cameras, ulong.MaxValue);
}
