using System.Globalization;
using System.Text;
using Confluent.Kafka;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Connections;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>What the headers and the key of a frame's record say. Nothing is validated beyond contradictions.</summary>
internal sealed record FrameRecord(
    string Line, string Station, string Camera, string? ContentType, string? DataRef, FrameAttributes Attributes);

/// <summary>Reads a <see cref="FrameRecord"/>; headers it does not know are ignored.</summary>
internal static class FrameRecordReader
{
    private const int MaxValueBytes = 1024;

    private static readonly string[] Names =
    [
        .. FrameAttributeValues.AttributeNames.Select(name => CloudEventNames.KafkaPrefix + name),
        CloudEventNames.KafkaPrefix + CloudEventNames.DataRef, CloudEventNames.KafkaLine, CloudEventNames.KafkaStation,
        CloudEventNames.KafkaCamera, CloudEvent.ContentType,
    ];

    /// <summary>Reads it. A record without <c>time</c> has its Kafka timestamp as the time of capture.</summary>
    public static FrameRecord Read(Message<byte[], byte[]> message)
    {
        var values = new FrameAttributeValues(Names);
        for (var i = 0; i < (message.Headers?.Count ?? 0); i++)
        {
            var header = message.Headers![i];
            if (values.Knows(header.Key))
            {
                values.Add(header.Key, Text(header.GetValueBytes()));
            }
        }

        var (dataRef, line, station, camera, contentType) =
            (values.Own(0), values.Own(1), values.Own(2), values.Own(3), values.Own(4));
        var (keyLine, keyStation) = Key(message.Key);
        Compare(values, CloudEventNames.KafkaLine, line, keyLine);
        Compare(values, CloudEventNames.KafkaStation, station, keyStation);
        return new FrameRecord(
            line ?? keyLine ?? "",
            station ?? keyStation ?? "",
            camera ?? "",
            contentType,
            dataRef,
            values.Build(RecordTime(message.Timestamp)));
    }

    private static string Text(byte[]? bytes) =>
        bytes is null ? "" : Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, MaxValueBytes));

    // "line/station"; any other key says nothing.
    private static (string? Line, string? Station) Key(byte[]? key)
    {
        if (key is null || key.Length > 128)
        {
            return default;
        }

        var parts = Encoding.UTF8.GetString(key).Split('/');
        return parts.Length == 2 ? (parts[0], parts[1]) : default;
    }

    private static void Compare(FrameAttributeValues values, string name, string? header, string? key)
    {
        if (header is not null && key is not null && header != key)
        {
            values.Contradict(name);
        }
    }

    private static string? RecordTime(Timestamp timestamp) => timestamp.Type == TimestampType.NotAvailable
        ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(timestamp.UnixTimestampMs)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
