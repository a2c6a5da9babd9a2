using LineAD.Core.Journal;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Soak;

/// <summary>Everything known of one part: sent, seen at the gate, and what the service's journal says.</summary>
/// <param name="Gate">What the gate saw.</param>
/// <param name="Journal">What the journal holds; null when it never heard of the part.</param>
/// <param name="Window">The fault in whose time it was sent; null for calm.</param>
internal sealed record SoakPart(GateRecord Gate, RecoveredDecision? Journal, SoakWindow? Window)
{
    public bool IsAcknowledged => Gate.Sent!.Acknowledged > 0;

    public bool HasArrived => Gate.ArrivedTimestamp != 0;
}
