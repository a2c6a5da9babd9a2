using LineAD.Core.Wire;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Status;

/// <summary>A station's status as last told. Written by the deadline thread's tick, read by anyone.</summary>
internal sealed class StationStatus(StationRuntime station)
{
    private int _state = (int)StationState.Preoperational;

    public StationRuntime Station { get; } = station;

    public StationState State
    {
        get => (StationState)Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, (int)value);
    }

    /// <summary>Taken over by another owner: for good.</summary>
    public volatile bool TakenOver;

    /// <summary>Whether the decision connection is up.</summary>
    public volatile bool Connected = true;

    /// <summary>Last time a part was open, so that the state does not flicker between two parts.</summary>
    public long LastBusy { get; set; } = long.MinValue;

    /// <summary>What the last message said, to tell changes.</summary>
    public StateMessage? Told { get; set; }

    /// <summary>When it said so.</summary>
    public long ToldAt { get; set; } = long.MinValue;
}
