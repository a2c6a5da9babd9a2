namespace LineAD.Service.Hosting;

/// <summary>How far the host is.</summary>
internal enum HostPhase
{
    /// <summary>Loading models.</summary>
    Loading,

    /// <summary>The pipeline is open; brokers are being connected.</summary>
    Connecting,

    /// <summary>Frames come in.</summary>
    Running,

    /// <summary>No more frames are taken; open parts are finished.</summary>
    Draining,

    /// <summary>Everything is closed.</summary>
    Stopped,
}
