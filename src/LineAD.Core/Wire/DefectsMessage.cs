using System.Text.Json;
using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>The regions of a view, <c>…/defects/{camera}/{part}</c>. Sorted by peak score; bounded.</summary>
public sealed record DefectsMessage
{
    /// <summary>Most regions in a message; the strongest are kept.</summary>
    public const int MaxRegions = 64;

    /// <summary>Most points of a polygon; a longer outline is thinned evenly.</summary>
    public const int MaxPolygonPoints = 64;

    /// <summary>Decision id.</summary>
    public required ulong Id { get; init; }

    /// <summary>The inspection.</summary>
    public required InspectionKey Inspection { get; init; }

    /// <summary>Camera of the view.</summary>
    public required string Camera { get; init; }

    /// <summary>Category.</summary>
    public required string Category { get; init; }

    /// <summary>Version of the model that scored the view.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>Score of the view.</summary>
    public required double? Score { get; init; }

    /// <summary>Width of the frame, pixels.</summary>
    public required int FrameWidth { get; init; }

    /// <summary>Height of the frame, pixels.</summary>
    public required int FrameHeight { get; init; }

    /// <summary>The regions, in any order and number.</summary>
    public required IReadOnlyList<DefectRegion> Regions { get; init; }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json), 2048);

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("v"u8, 1);
        json.WriteString("id"u8, WireTime.FormatId(Id));
        json.WriteString("part"u8, Inspection.Part);
        json.WriteNumber("seq"u8, Inspection.Seq);
        json.WriteString("camera"u8, Camera);
        json.WriteString("category"u8, Category);
        json.WriteNumber("model"u8, ModelVersion);
        json.ScoreOrNull("score"u8, Score);
        json.WriteNumber("frameWidth"u8, FrameWidth);
        json.WriteNumber("frameHeight"u8, FrameHeight);
        json.WriteNumber("regionCount"u8, Regions.Count);
        json.WriteStartArray("regions"u8);
        foreach (var region in Regions.OrderByDescending(r => r.PeakScore).Take(MaxRegions))
        {
            WriteRegion(json, region);
        }

        json.WriteEndArray();
    }

    private static void WriteRegion(Utf8JsonWriter json, DefectRegion region)
    {
        json.WriteStartObject();
        json.WriteNumber("x"u8, region.X);
        json.WriteNumber("y"u8, region.Y);
        json.WriteNumber("width"u8, region.Width);
        json.WriteNumber("height"u8, region.Height);
        json.WriteNumber("area"u8, region.Area);
        json.ScoreOrNull("peak"u8, region.PeakScore);
        json.WriteStartArray("polygon"u8);
        var count = Math.Min(region.Polygon.Count, MaxPolygonPoints);
        for (var i = 0; i < count; i++)
        {
            var point = region.Polygon[(int)((long)i * region.Polygon.Count / count)];
            json.WriteStartArray();
            json.WriteNumberValue(point.X);
            json.WriteNumberValue(point.Y);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
