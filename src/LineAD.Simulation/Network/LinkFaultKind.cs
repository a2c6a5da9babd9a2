namespace LineAD.Simulation.Network;

/// <summary>What is wrong with a link.</summary>
public enum LinkFaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Connections are ended (FIN) and new ones closed at once.</summary>
    Cut,

    /// <summary>Every byte arrives later, in order.</summary>
    Delay,

    /// <summary>Each direction of each connection carries so many bytes a second.</summary>
    Throttle,

    /// <summary>Bytes are swallowed both ways and nobody is told: no FIN, no RST.</summary>
    HalfOpen,
}
