using LineAD.Core.Wire;

namespace LineAD.Core.Contracts;

/// <summary>What a heartbeat tells; read from any thread without locks that others hold long.</summary>
/// <param name="State">State of the station.</param>
/// <param name="LastDecidedSeq">Sequence of the last part decided; 0 before the first.</param>
/// <param name="Epoch">Run of the process.</param>
/// <param name="OldestUndecidedMs">Age of the oldest undecided part, milliseconds, 0 to 65535.</param>
public readonly record struct HeartbeatSnapshot(
    StationState State, uint LastDecidedSeq, ushort Epoch, ushort OldestUndecidedMs);
