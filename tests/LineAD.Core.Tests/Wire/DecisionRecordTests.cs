using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class DecisionRecordTests
{
    [Fact]
    public void Write_KnownDecision_IsTheBytesOfAnIndependentEncoder()
    {
        // Made with Python's struct and zlib: magic, version, reject, model, no flags, station 7, seq 123, CRC-32 of "P-1",
        // 14200, 83 ms, 1769862896789 ms, CRC-16.
        var expected = Convert.FromHexString("4C410102010000070000007BE209AD770000377800000053019C140C9C952598");

        DecisionRecord.Write(Samples.Decision, repeated: false).ShouldBe(expected);
    }

    [Fact]
    public void Write_NoSeqNoScoreSimulatedRepeated_SetsAllFourFlags()
    {
        var decision = Samples.Decision with
        {
            Inspection = Samples.Decision.Inspection with { Part = "x", Seq = 0 },
            StationId = ushort.MaxValue,
            Verdict = Verdict.Pass,
            Basis = Basis.FaultPolicy,
            Score = null,
            SlackMs = 123_456,
            Simulated = true,
            Timestamp = DateTimeOffset.UnixEpoch,
        };

        DecisionRecord.Write(decision, repeated: true).ShouldBe(Convert.FromHexString(
            "4C410101030FFFFF000000008CDC1683800000000001869F000000000000D777"));
    }

    [Fact]
    public void TryParse_WhatWasWritten_GivesTheFieldsBack()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var decision = Samples.Random(random);
            var repeated = random.Next(2) == 0;

            DecisionRecord.TryParse(DecisionRecord.Write(decision, repeated), out var read).ShouldBeTrue();

            read.Verdict.ShouldBe(decision.Verdict);
            read.Basis.ShouldBe(decision.Basis);
            read.StationId.ShouldBe(decision.StationId);
            read.Seq.ShouldBe(decision.Inspection.Seq);
            read.PartCrc.ShouldBe(Crc32IsoHdlc.OfPart(decision.Inspection.Part));
            read.SlackMs.ShouldBe(Math.Clamp(decision.SlackMs, 0, 99_999));
            read.Timestamp.ShouldBe(decision.Timestamp);
            read.Flags.HasFlag(DecisionFlags.Repeated).ShouldBe(repeated);
            read.Flags.HasFlag(DecisionFlags.Simulated).ShouldBe(decision.Simulated);
            read.Score.ShouldBe(FixedScore.From(decision.Score) is { } s ? FixedScore.ToScore(s) : null);
        }
    }

    [Fact]
    public void TryParse_AnySingleBitFlipped_Refuses()
    {
        var record = DecisionRecord.Write(Samples.Decision, repeated: false);
        for (var bit = 0; bit < DecisionRecord.Length * 8; bit++)
        {
            var damaged = record.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            DecisionRecord.TryParse(damaged, out _).ShouldBeFalse($"bit {bit}");
        }
    }

    [Fact]
    public void TryParse_ZeroedMemory_IsNoDecision()
    {
        DecisionRecord.TryParse(new byte[DecisionRecord.Length], out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 4)]
    [InlineData(4, 0)]
    [InlineData(4, 9)]
    [InlineData(5, 0x10)]
    [InlineData(5, 0x02)]
    [InlineData(5, 0x04)]
    [InlineData(20, 0x80)]
    public void TryParse_ValidCheckButValueOfNoDecision_Refuses(int offset, byte value)
    {
        var record = DecisionRecord.Write(Samples.Decision, repeated: false);
        record[offset] = value;
        var crc = Crc16Ccitt.Compute(record.AsSpan(0, 30));
        record[30] = (byte)(crc >> 8);
        record[31] = (byte)crc;

        DecisionRecord.TryParse(record, out _).ShouldBeFalse();
    }

    [Fact]
    public void Write_InvalidVerdictOrBasis_Throws()
    {
        var zeroed = Samples.Decision with { Verdict = Verdict.Invalid };
        Should.Throw<ArgumentException>(() => DecisionRecord.Write(zeroed, false)).Message.ShouldContain("verdict");
        var noBasis = Samples.Decision with { Basis = Basis.Invalid };
        Should.Throw<ArgumentException>(() => DecisionJson.Write(noBasis)).Message.ShouldContain("basis");
    }
}
