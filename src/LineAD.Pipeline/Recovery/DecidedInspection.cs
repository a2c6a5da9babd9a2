using LineAD.Core.Wire;

namespace LineAD.Pipeline.Recovery;

/// <summary>A decided inspection in the de-duplication window.</summary>
/// <param name="Decision">As journalled.</param>
/// <param name="CutOff">Monotonic cut-off.</param>
/// <param name="Deadline">Monotonic deadline.</param>
/// <param name="DecidedAt">Monotonic time of the decision.</param>
/// <param name="MayPublish">Whether it may go to the gate: it was not withheld.</param>
internal sealed record DecidedInspection(Decision Decision, long CutOff, long Deadline, long DecidedAt, bool MayPublish);
