using System.Globalization;
using System.Text;
using Confluent.Kafka;
using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Transport.Kafka.Connections;

/// <summary>Headers of a record, CloudEvents 1.0 in binary mode.</summary>
internal static class CloudEvent
{
    public const string ContentType = "content-type";
    public const string Json = "application/json";

    private static readonly byte[] Version = "1.0"u8.ToArray();

    /// <summary>The attributes that every record carries; further ones are added by the caller.</summary>
    public static Headers Of(string type, string id, string source, string contentType, DateTimeOffset time) => new()
    {
        { CloudEventNames.KafkaPrefix + CloudEventNames.SpecVersion, Version },
        { CloudEventNames.KafkaPrefix + CloudEventNames.Type, Encoding.UTF8.GetBytes(type) },
        { CloudEventNames.KafkaPrefix + CloudEventNames.Id, Encoding.UTF8.GetBytes(id) },
        { CloudEventNames.KafkaPrefix + CloudEventNames.Source, Encoding.UTF8.GetBytes(source) },
        { CloudEventNames.KafkaPrefix + CloudEventNames.Time, Encoding.UTF8.GetBytes(WireTime.Format(time)) },
        { ContentType, Encoding.UTF8.GetBytes(contentType) },
    };

    /// <summary>Adds an attribute.</summary>
    public static void Set(Headers headers, string name, string value) =>
        headers.Add(CloudEventNames.KafkaPrefix + name, Encoding.UTF8.GetBytes(value));

    /// <summary>The source of everything about a station: <c>/linead/line1/st1</c>.</summary>
    public static string Source(string root, StationKey? station) =>
        station is { } key ? $"/{root}/{key}" : $"/{root}";

    /// <summary>Headers of a decision; a repetition has the same id.</summary>
    public static Headers OfDecision(string root, Decision decision, string type)
    {
        var station = decision.Inspection.Station;
        var headers = Of(
            type,
            decision.Id.ToString("x16", CultureInfo.InvariantCulture),
            Source(root, station),
            Json,
            decision.Timestamp);
        Set(headers, "line", station.Line);
        Set(headers, "station", station.Station);
        Set(headers, CloudEventNames.PartId, decision.Inspection.Part);
        Set(headers, CloudEventNames.Sequence, decision.Inspection.Seq.ToString(CultureInfo.InvariantCulture));
        if (decision.Simulated)
        {
            Set(headers, CloudEventNames.Simulated, "true");
        }

        return headers;
    }
}
