using Confluent.Kafka;
using LineAD.Testing.Fuzzing;
using LineAD.Transport.Kafka.Frames;
using LineAD.Transport.Mqtt.Frames;
using MQTTnet.Packets;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>No headers, properties or keys make the readers of frames throw or keep more than a header may hold.</summary>
public sealed class HeaderFuzzTests
{
    private const int MostText = 1024;
    private static readonly string[] Names =
    [
        "ce_id", "ce_source", "ce_type", "ce_time", "ce_partid", "ce_category", "ce_sequence", "ce_deadlinems", "ce_simulated",
        "ce_traceparent", "ce_dataref", "ce_line", "ce_station", "ce_camera", "content-type", "x",
    ];

    [Fact]
    public void Read_MutatedHeaders_NeverThrowsAndBoundsWhatItKeeps()
    {
        var fuzzer = new Fuzzer(
            ["l1/s1\n\u0004part-1\n\u0006seven\n\u0000id"u8.ToArray(), [10], "a/b/c\n\u0004a\n\u0004b"u8.ToArray()],
            [[10], [10, 4], [10, 11], [10, 3], [(byte)'/'], [0xFF], [0xED, 0xA0, 0x80], new byte[2000]]);
        fuzzer.Run(
            bytes =>
            {
                var fields = Split(bytes);
                var record = FrameRecordReader.Read(Record(fields));
                var attributes = record.Attributes;
                string?[] kept = [record.Line, record.Station, record.Camera, record.ContentType, record.DataRef, attributes.Id, attributes.PartId];
                kept.ShouldAllBe(t => t == null || t.Length <= MostText);
                FrameAttributesReader.Read([.. fields.Skip(1).Where(f => f.Length > 0).Select(Property)]);
                return string.Join(' ', kept.Select(t => t is null ? '-' : t.Length == 0 ? '0' : 'x')) + attributes.Contradiction;
            },
            isAllowed: static _ => false);
        fuzzer.Answers.ShouldBeGreaterThan(10);
    }

    // Lines: the key, then headers whose first byte picks the name.
    private static List<byte[]> Split(byte[] bytes)
    {
        var fields = new List<byte[]>();
        var from = 0;
        for (var i = 0; i <= bytes.Length; i++)
        {
            if (i == bytes.Length || bytes[i] == 10)
            {
                fields.Add(bytes[from..i]);
                from = i + 1;
            }
        }

        return fields;
    }

    private static Message<byte[], byte[]> Record(List<byte[]> fields)
    {
        var message = new Message<byte[], byte[]> { Key = fields[0], Value = [1], Headers = [] };
        foreach (var field in fields.Skip(1).Where(f => f.Length > 0))
        {
            message.Headers.Add(Name(field), field.Length == 1 ? null : field[1..]);
        }

        return message;
    }

    private static string Name(byte[] field) => Names[field[0] % Names.Length];

    private static MqttUserProperty Property(byte[] field) =>
        new(Name(field).Replace("ce_", "", StringComparison.Ordinal), field.AsMemory(1));
}
