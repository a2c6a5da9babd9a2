using System.Text;
using Confluent.Kafka;
using LineAD.Transport.Kafka.Frames;

namespace LineAD.Transport.Tests.Kafka;

public sealed class FrameRecordReaderTests
{
    private static readonly DateTimeOffset Stored = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    [Fact]
    public void Read_AllHeaders_AreTheAttributes()
    {
        var record = Read(
            "l1/s1",
            ("ce_id", "i"), ("ce_source", "cam"), ("ce_type", "linead.frame.v1"), ("ce_time", "2026-01-01T00:00:00Z"),
            ("ce_partid", "p-1"), ("ce_category", "nut"), ("ce_sequence", "7"), ("ce_deadlinems", "300"),
            ("ce_simulated", "true"), ("ce_traceparent", "00-a-b-01"), ("ce_line", "l1"), ("ce_station", "s1"),
            ("ce_camera", "c1"), ("content-type", "image/png"), ("other", "ignored"));

        (record.Line, record.Station, record.Camera, record.ContentType).ShouldBe(("l1", "s1", "c1", "image/png"));
        var a = record.Attributes;
        (a.Id, a.Source, a.Type, a.Time).ShouldBe(("i", "cam", "linead.frame.v1", "2026-01-01T00:00:00Z"));
        (a.PartId, a.Category, a.Sequence, a.DeadlineMs).ShouldBe(("p-1", "nut", "7", "300"));
        (a.Simulated, a.TraceParent, a.Contradiction).ShouldBe(("true", "00-a-b-01", null));
        record.DataRef.ShouldBeNull();
    }

    [Fact]
    public void Read_NoHeaders_TakesStationFromKeyAndTimeFromRecord()
    {
        var record = Read("l1/s2");

        (record.Line, record.Station, record.Camera).ShouldBe(("l1", "s2", ""));
        record.Attributes.Time.ShouldBe("2026-03-04T05:06:07.089Z");
    }

    [Fact]
    public void Read_HeaderAgainstKey_IsAContradiction() =>
        Read("l1/s2", ("ce_station", "s1")).Attributes.Contradiction.ShouldBe("ce_station");

    [Fact]
    public void Read_SameHeaderTwiceWithOtherValue_IsAContradiction() =>
        Read("l1/s1", ("ce_partid", "a"), ("ce_partid", "b")).Attributes.Contradiction.ShouldBe("ce_partid");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("no slash")]
    public void Read_KeyThatNamesNoStation_LeavesItEmpty(string? key)
    {
        var record = Read(key);

        (record.Line, record.Station).ShouldBe(("", ""));
    }

    [Fact]
    public void Read_NoiseInHeaders_NeverThrows()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var noise = new byte[random.Next(0, 2000)];
            random.NextBytes(noise);
            var message = new Message<byte[], byte[]>
            {
                Key = noise,
                Value = noise,
                Headers = new Headers { { "ce_time", noise }, { "ce_line", noise }, { "ce_deadlinems", null } },
            };
            FrameRecordReader.Read(message).Attributes.Time!.Length.ShouldBeLessThanOrEqualTo(1024);
        }
    }

    private static FrameRecord Read(string? key, params (string Name, string Value)[] headers)
    {
        var message = new Message<byte[], byte[]>
        {
            Key = key is null ? null! : Encoding.UTF8.GetBytes(key),
            Value = [1],
            Timestamp = new Timestamp(Stored),
            Headers = [],
        };
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(value));
        }

        return FrameRecordReader.Read(message);
    }
}
