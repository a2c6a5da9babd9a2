namespace LineAD.Core.Wire;

/// <summary>States as named in OPC 40100-1, plus <c>offline</c>, which only the will publishes.</summary>
public enum StationState : byte
{
    /// <summary>Will: the connection is gone.</summary>
    Offline = 0,

    /// <summary>Started, no model.</summary>
    Preoperational = 1,

    /// <summary>Model loaded, not taking frames (bypass, commission).</summary>
    Initialized = 2,

    /// <summary>Taking frames; no part open.</summary>
    Ready = 3,

    /// <summary>Parts are open.</summary>
    Executing = 4,

    /// <summary>Taken over by another owner, or stopped.</summary>
    Halted = 5,

    /// <summary>It cannot decide by model: the device hangs or the journal fails.</summary>
    Error = 6,
}
