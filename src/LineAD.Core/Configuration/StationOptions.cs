using LineAD.Core.Identity;

namespace LineAD.Core.Configuration;

/// <summary>One station with its gate.</summary>
public sealed class StationOptions
{
    /// <summary>Line name.</summary>
    public string Line { get; set; } = "";

    /// <summary>Station name.</summary>
    public string Station { get; set; } = "";

    /// <summary>Number in the binary record, unique, 1 to 65535.</summary>
    public int StationId { get; set; }

    /// <summary>Cameras whose views every part must have.</summary>
    public List<CameraOptions> Cameras { get; set; } = [];

    /// <summary>Category of parts that name none.</summary>
    public string Category { get; set; } = "";

    /// <summary>Deadline after the trigger or capture, milliseconds, when a part names none. Default 500.</summary>
    public int DeadlineMs { get; set; } = 500;

    /// <summary>Longest deadline a message may ask for, milliseconds. Default 2000.</summary>
    public int MaxDeadlineMs { get; set; } = 2_000;

    /// <summary>Time from hand-over to the PLC program, milliseconds: cut-off = deadline − this. Default 50.</summary>
    public int DeliveryReserveMs { get; set; } = 50;

    /// <summary>
    /// What to decide when scoring would be late: <c>reject</c> (default), <c>pass</c> or <c>review</c>.
    /// </summary>
    public string LatePolicy { get; set; } = "reject";

    /// <summary>
    /// What to decide when a view is missing or bad: <c>reject</c> (default), <c>pass</c> or <c>review</c>.
    /// </summary>
    public string FaultPolicy { get; set; } = "reject";

    /// <summary>Must be true for a policy that says <c>pass</c>: bad parts will then pass the gate.</summary>
    public bool AcceptEscapes { get; set; }

    /// <summary>How the gate treats a review: <c>reject</c> (default) or <c>pass</c>.</summary>
    public string ReviewAtGate { get; set; } = "reject";

    /// <summary>Scores from here to below 1.0 are reviews; default 1.0: no reviews.</summary>
    public double ReviewFrom { get; set; } = 1.0;

    /// <summary><c>run</c> (default), <c>bypass</c> or <c>commission</c>.</summary>
    public string Mode { get; set; } = "run";

    /// <summary>Largest payload of a frame, bytes. Default 8 MiB.</summary>
    public int MaxFrameBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Line and station.</summary>
    public StationKey Key => new(Line, Station);
}
