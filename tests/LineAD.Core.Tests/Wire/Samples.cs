using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

internal static class Samples
{
    public static readonly StationKey Station = new("line1", "st2");

    public static Decision Decision { get; } = new()
    {
        Inspection = new InspectionKey(Station, "P-1", 123),
        StationId = 7,
        Verdict = Verdict.Reject,
        Basis = Basis.Model,
        Score = 1.42,
        SlackMs = 83,
        Category = "hazelnut",
        ModelVersion = 7,
        Id = 0x0123456789abcdef,
        Timestamp = new DateTimeOffset(2026, 1, 31, 12, 34, 56, 789, TimeSpan.Zero),
    };

    public static Decision Random(Random random)
    {
        var part = Text(random, "ABCxyz019._:-", 1 + random.Next(Names.MaxPartLength));
        var inspection = new InspectionKey(Station, part, random.Next(4) == 0 ? 0 : (uint)random.NextInt64(1L << 32));
        return new Decision
        {
            Inspection = inspection,
            StationId = (ushort)random.Next(1, 65536),
            Verdict = (Verdict)random.Next(1, 4),
            Basis = (Basis)random.Next(1, 4),
            Score = RandomScore(random),
            SlackMs = random.Next(-10, 200_000),
            Category = Text(random, "abz09_-", 1 + random.Next(Names.MaxCategoryLength)),
            ModelVersion = random.Next(100_000),
            Id = inspection.ComputeId(),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(DecisionLimits.MaxUnixMs)),
            Simulated = random.Next(2) == 0,
        };
    }

    public static AuditMessage Audit(Random random)
    {
        var decision = Random(random);
        return new AuditMessage
        {
            Reason = (AuditReason)random.Next(Enum.GetValues<AuditReason>().Length),
            Inspection = decision.Inspection,
            Id = decision.Id,
            Decision = random.Next(3) == 0 ? null : decision,
            Camera = random.Next(2) == 0 ? null : "cam1",
            LateScore = RandomScore(random),
            LateMs = random.Next(3) switch { 0 => null, 1 => double.PositiveInfinity, _ => random.NextDouble() * 1e5 },
            Detail = random.Next(2) == 0 ? null : Text(random, "ab\ud800\u0007\"\\ü", random.Next(400)),
            Timestamp = decision.Timestamp,
        };
    }

    public static DefectsMessage Defects(Random random) => new()
    {
        Id = 1,
        Inspection = Decision.Inspection,
        Camera = "cam1",
        Category = "hazelnut",
        ModelVersion = random.Next(100_000),
        Score = RandomScore(random),
        FrameWidth = 1 + random.Next(5000),
        FrameHeight = 1 + random.Next(5000),
        Regions = [.. Enumerable.Range(0, random.Next(100)).Select(_ => Region(random))],
    };

    public static string Text(Random random, string alphabet, int length) =>
        string.Create(length, random, (span, r) =>
        {
            foreach (ref var c in span)
            {
                c = alphabet[r.Next(alphabet.Length)];
            }
        });

    private static DefectRegion Region(Random random) => new(
        random.Next(100),
        random.Next(100),
        1 + random.Next(100),
        1 + random.Next(100),
        1 + random.Next(1000),
        random.NextDouble() * 20_000,
        [.. Enumerable.Range(0, random.Next(200)).Select(i => new PixelPoint(i, random.Next(100)))]);

    private static double? RandomScore(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => double.NaN,
        2 => double.NegativeInfinity,
        3 => -random.NextDouble(),
        4 => random.NextDouble() * 1e6,
        _ => random.NextDouble() * 3,
    };
}
