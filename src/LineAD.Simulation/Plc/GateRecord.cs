using LineAD.Core.Wire;
using LineAD.Simulation.Line;

namespace LineAD.Simulation.Plc;

/// <summary>What a gate knows of one part; guarded by its <see cref="PlcSimulator"/>.</summary>
public sealed class GateRecord
{
    /// <summary>The part as sent; null for a decision about a part that this gate did not see sent.</summary>
    public SentPart? Sent { get; init; }

    /// <summary>First verdict received; invalid until then.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>Its basis.</summary>
    public Basis Basis { get; set; }

    /// <summary>Its score, or null.</summary>
    public double? Score { get; set; }

    /// <summary>Slack that it told, milliseconds.</summary>
    public int SlackMs { get; set; }

    /// <summary>Version of the model that decided, from the JSON form; 0 for none.</summary>
    public int ModelVersion { get; set; }

    /// <summary>Decision id, from the JSON form.</summary>
    public ulong Id { get; set; }

    /// <summary>Monotonic time of the first arrival; 0 until then.</summary>
    public long ArrivedTimestamp { get; set; }

    /// <summary>Further arrivals of the binary form.</summary>
    public int Repeats { get; set; }

    /// <summary>Whether a repeat said something else than the first (law 4).</summary>
    public bool Contradicted { get; set; }

    /// <summary>Arrivals on the reject topic.</summary>
    public int Rejects { get; set; }

    /// <summary>Monotonic time of the last arrival, repeats included; 0 until then.</summary>
    public long LastArrivedTimestamp { get; set; }

    /// <summary>Monotonic time of the last arrival on the reject topic; 0 until then.</summary>
    public long LastRejectTimestamp { get; set; }
}
