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
        .. new[]
        {
            CloudEventNames.Id, CloudEventNames.Source, CloudEventNames.Type, CloudEventNames.Time, CloudEventNames.PartId,
            CloudEventNames.Category, CloudEventNames.Sequence, CloudEventNames.DeadlineMs, CloudEventNames.Simulated,
            CloudEventNames.TraceParent, CloudEventNames.DataRef,
        }.Select(name => CloudEventNames.KafkaPrefix + name),
        CloudEventNames.KafkaLine, CloudEventNames.KafkaStation, CloudEventNames.KafkaCamera, CloudEvent.ContentType,
    ];

    /// <summary>Reads it. A record without <c>time</c> has its Kafka timestamp as the time of capture.</summary>
    public static FrameRecord Read(Message<byte[], byte[]> message)
    {
        var values = new string?[Names.Length];
        var contradiction = default(string);
        for (var i = 0; i < (message.Headers?.Count ?? 0); i++)
        {
            var header = message.Headers![i];
            var index = Array.IndexOf(Names, header.Key);
            if (index >= 0)
            {
                var value = Text(header.GetValueBytes());
                contradiction ??= values[index] is { } first && first != value ? Names[index] : null;
                values[index] ??= value;
            }
        }

        var (line, station) = Key(message.Key);
        contradiction ??= Differs(values[11], line) ? Names[11] : Differs(values[12], station) ? Names[12] : null;
        return new FrameRecord(
            values[11] ?? line ?? "",
            values[12] ?? station ?? "",
            values[13] ?? "",
            values[14],
            values[10],
            new FrameAttributes
            {
                Id = values[0],
                Source = values[1],
                Type = values[2],
                Time = values[3] ?? RecordTime(message.Timestamp),
                PartId = values[4],
                Category = values[5],
                Sequence = values[6],
                DeadlineMs = values[7],
                Simulated = values[8],
                TraceParent = values[9],
                Contradiction = contradiction,
            });
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

    private static bool Differs(string? header, string? key) => header is not null && key is not null && header != key;

    private static string? RecordTime(Timestamp timestamp) => timestamp.Type == TimestampType.NotAvailable
        ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(timestamp.UnixTimestampMs)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
