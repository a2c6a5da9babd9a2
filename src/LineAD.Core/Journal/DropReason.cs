namespace LineAD.Core.Journal;

/// <summary>Why a usable frame was given up. Snake case on the wire and in metrics.</summary>
public enum DropReason
{
    /// <summary>A channel was full or a pool empty.</summary>
    Overload,

    /// <summary>The part was decided by policy before the frame was scored.</summary>
    Late,

    /// <summary>The batcher saw that it could not make it and took it out before the device.</summary>
    Evicted,

    /// <summary>Another view's fault decided the part first.</summary>
    PartDecided,

    /// <summary>The station is in bypass or commission mode.</summary>
    StationMode,

    /// <summary>The service stopped.</summary>
    Shutdown,

    /// <summary>In flight when the process died; its redelivery is a new frame.</summary>
    Restart,
}
