using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>MQTT topics of DESIGN.md section 4, below one root.</summary>
public sealed class Topics(string root)
{
    /// <summary>First level.</summary>
    public string Root { get; } = root;

    /// <summary>Filter for all frames of a station, with and without a part level.</summary>
    public string FrameFilter(StationKey s) => $"{Base(s)}/frame/#";

    /// <summary>Frame of a camera; <paramref name="part"/> for the 3.1.1 form.</summary>
    public string Frame(StationKey s, string camera, string? part = null) =>
        part is null ? $"{Base(s)}/frame/{camera}" : $"{Base(s)}/frame/{camera}/{part}";

    /// <summary>Trigger of a station.</summary>
    public string Trigger(StationKey s) => $"{Base(s)}/trigger";

    /// <summary>Decisions as JSON.</summary>
    public string Decision(StationKey s, bool simulated) => $"{Gate(s, simulated)}/decision";

    /// <summary>Decisions as 32-byte records.</summary>
    public string DecisionBinary(StationKey s, bool simulated) => $"{Gate(s, simulated)}/decision/bin";

    /// <summary>Rejects as JSON; never for simulated parts.</summary>
    public string Reject(StationKey s) => $"{Base(s)}/reject";

    /// <summary>Rejects as 32-byte records; never for simulated parts.</summary>
    public string RejectBinary(StationKey s) => $"{Base(s)}/reject/bin";

    /// <summary>Late, stale and repeated results.</summary>
    public string Audit(StationKey s) => $"{Base(s)}/audit";

    /// <summary>PNG mask of a view.</summary>
    public string Mask(StationKey s, string camera, string part) => $"{Base(s)}/mask/{camera}/{part}";

    /// <summary>Defect regions of a view.</summary>
    public string Defects(StationKey s, string camera, string part) => $"{Base(s)}/defects/{camera}/{part}";

    /// <summary>Retained state.</summary>
    public string State(StationKey s) => $"{Base(s)}/state";

    /// <summary>Heartbeat, 16 bytes.</summary>
    public string Heartbeat(StationKey s) => $"{Base(s)}/heartbeat";

    /// <summary>Filter for all commands of a line.</summary>
    public string CommandFilter(string line) => $"{Root}/{line}/cmd/#";

    /// <summary>A command of a line, for instance <c>station/mode</c>.</summary>
    public string Command(string line, string command) => $"{Root}/{line}/cmd/{command}";

    /// <summary>Dead letters of a line, or of unusable names when <paramref name="line"/> is null.</summary>
    public string DeadLetter(string? line) => line is null ? $"{Root}/unknown/dlq" : $"{Root}/{line}/dlq";

    private string Base(StationKey s) => $"{Root}/{s.Line}/{s.Station}";

    private string Gate(StationKey s, bool simulated) => simulated ? $"{Base(s)}/simulated" : Base(s);
}
