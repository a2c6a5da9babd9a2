using System.Text.Json;
using LineAD.Core.Identity;
using LineAD.Core.Journal;

namespace LineAD.Core.Wire;

/// <summary>
/// A record on <c>…/audit</c>: a late, stale or repeated result, and why it is not on the gate's topics.
/// </summary>
public sealed record AuditMessage
{
    /// <summary>Why.</summary>
    public required AuditReason Reason { get; init; }

    /// <summary>The inspection.</summary>
    public required InspectionKey Inspection { get; init; }

    /// <summary>Decision id.</summary>
    public required ulong Id { get; init; }

    /// <summary>The part's decision; null when there is none yet.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Camera of the frame it is about; null when it is about the whole part.</summary>
    public string? Camera { get; init; }

    /// <summary>A score that came after the decision; null without one.</summary>
    public double? LateScore { get; init; }

    /// <summary>Milliseconds past the cut-off; null when that is not known or not the reason.</summary>
    public double? LateMs { get; init; }

    /// <summary>More for a person, at most 256 characters; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the part was simulated.</summary>
    public bool Simulated { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json));

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("v"u8, 1);
        json.WriteString("reason"u8, Reason.ToSnakeCase());
        json.WriteString("line"u8, Inspection.Station.Line);
        json.WriteString("station"u8, Inspection.Station.Station);
        json.WriteString("part"u8, Inspection.Part);
        json.WriteNumber("seq"u8, Inspection.Seq);
        json.WriteString("id"u8, WireTime.FormatId(Id));
        json.WriteString("camera"u8, JsonBytes.Bounded(Camera, Names.MaxNameLength));
        WriteDecision(json);
        json.ScoreOrNull("lateScore"u8, LateScore);
        WriteLateMs(json);
        json.WriteString("detail"u8, JsonBytes.Bounded(Detail, 256));
        json.WriteBoolean("simulated"u8, Simulated);
        json.WriteString("ts"u8, WireTime.Format(Timestamp));
    }

    private void WriteDecision(Utf8JsonWriter json)
    {
        if (Decision is null)
        {
            json.WriteNull("decision"u8);
            return;
        }

        json.WritePropertyName("decision"u8);
        json.WriteRawValue(DecisionJson.Write(Decision), skipInputValidation: true);
    }

    private void WriteLateMs(Utf8JsonWriter json)
    {
        if (LateMs is { } lateMs && double.IsFinite(lateMs))
        {
            json.WriteNumber("lateMs"u8, Math.Round(Math.Clamp(lateMs, 0, 1e12), 1));
        }
        else
        {
            json.WriteNull("lateMs"u8);
        }
    }
}
