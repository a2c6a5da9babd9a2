using System.Text;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Pipeline.Intake;
using LineAD.Testing.Fuzzing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Intake;

/// <summary>No attributes make their reader throw, and what it lets through is within its bounds.</summary>
public sealed class FrameFieldsFuzzTests
{
    private const int MaxDeadlineMs = 5_000;
    private const int FramesOfAPipeline = 200;

    [Fact]
    public void Read_MutatedAttributes_AreAnErrorOrWithinBounds()
    {
        var fuzzer = new Fuzzer(
            ["p-1\n7\nnut\n300\n2026-01-01T00:00:00.123Z\ntrue\np-1"u8.ToArray(), "a\n4294967295\nb\n5000\n2026-12-31T23:59:60+14:00"u8.ToArray()],
            [.. "T Z +00:00 0001-01-01T00:00:00Z 9999-12-31T23:59:59.9999999Z -1 4294967296 false \u0660 :".Split(' ').Select(Encoding.UTF8.GetBytes), [10], [0]]);
        fuzzer.Run(Read, isAllowed: static _ => false);
        fuzzer.Answers.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Offer_MutatedAttributes_EveryFrameEnds()
    {
        var fuzzer = new Fuzzer(
            ["p-1\n7\nbolt\n300\n2026-01-01T00:00:00.123Z\nfalse"u8.ToArray()], [[10], "2026"u8.ToArray(), "9999-12-31T23:59:59Z"u8.ToArray()]);
        var rig = new PipelineRig().Start();
        var deliveries = new List<RecordingDelivery>();
        fuzzer.Run(
            bytes =>
            {
                if (deliveries.Count == FramesOfAPipeline)
                {
                    // What the fakes record of millions of frames would fill the memory.
                    End(rig, deliveries);
                    rig = new PipelineRig().Start();
                    deliveries.Clear();
                }

                deliveries.Add(rig.Offer("0.1", attributes: Attributes(Text(bytes))));
                rig.Time.Advance(20);
                return "";
            },
            isAllowed: static _ => false,
            rounds: 300);
        End(rig, deliveries);
    }

    private static void End(PipelineRig rig, List<RecordingDelivery> deliveries)
    {
        using (rig)
        {
            rig.Time.Advance(2_000);
            LineAD.Testing.Eventually.True(() => deliveries.All(d => d.IsCompleted));
            rig.Settle();
        }
    }

    private static string Read(byte[] bytes)
    {
        var texts = Text(bytes);
        var frame = new InboundFrame
        {
            Transport = "memory",
            Line = "l1",
            Station = "s1",
            Camera = "c1",
            TopicPart = At(texts, 6),
            Attributes = Attributes(texts),
            Payload = default,
            ReceivedTimestamp = 0,
            Origin = "",
            Delivery = new RecordingDelivery(),
        };
        var error = FrameFields.Read(frame, MaxDeadlineMs, out var fields);
        (fields.Part is null || Names.IsPart(fields.Part)).ShouldBeTrue();
        (fields.Category is null || Names.IsCategory(fields.Category)).ShouldBeTrue();
        (fields.DeadlineMs is null or (>= 1 and <= MaxDeadlineMs)).ShouldBeTrue();
        (double.IsNaN(fields.TimeMs) || double.IsFinite(fields.TimeMs)).ShouldBeTrue();
        return $"{error} {fields.Part is null} {fields.Seq == 0} {fields.Category is null} {fields.DeadlineMs is null} {double.IsNaN(fields.TimeMs)}";
    }

    private static FrameAttributes Attributes(string[] texts) => new()
    {
        PartId = At(texts, 0),
        Sequence = At(texts, 1),
        Category = At(texts, 2),
        DeadlineMs = At(texts, 3),
        Time = At(texts, 4),
        Simulated = At(texts, 5),
    };

    private static string[] Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n');

    private static string? At(string[] texts, int index) => index < texts.Length ? texts[index] : null;
}
