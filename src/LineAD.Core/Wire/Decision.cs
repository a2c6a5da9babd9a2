using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>The one decision of a part, as it goes on the wire and into the journal. Immutable.</summary>
public sealed record Decision
{
    /// <summary>The inspection decided.</summary>
    public required InspectionKey Inspection { get; init; }

    /// <summary>The station's configured number, 1 to 65535.</summary>
    public required ushort StationId { get; init; }

    /// <summary>The verdict, never <see cref="Wire.Verdict.Invalid"/>.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What it rests on.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Normalised score of the worst view, threshold 1.0; null without one.</summary>
    public double? Score { get; init; }

    /// <summary>Time left to the deadline at hand-over, in milliseconds, 0 to 99999.</summary>
    public required int SlackMs { get; init; }

    /// <summary>Product category, see <see cref="Names.IsCategory"/>.</summary>
    public required string Category { get; init; }

    /// <summary>Version of the model of the view that decided, 1 to 99999; 0 for none.</summary>
    public int ModelVersion { get; init; }

    /// <summary><see cref="InspectionKey.ComputeId"/>.</summary>
    public required ulong Id { get; init; }

    /// <summary>Time of the decision, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Whether the part was simulated: then it never touches the gate topics.</summary>
    public bool Simulated { get; init; }
}
