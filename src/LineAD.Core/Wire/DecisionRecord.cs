using System.Buffers.Binary;

namespace LineAD.Core.Wire;

/// <summary>The 32-byte, big-endian form of a decision (DESIGN.md section 4), for PLCs that parse no JSON.</summary>
public static class DecisionRecord
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    /// <summary>First two bytes, "LA".</summary>
    public const ushort Magic = 0x4C41;

    /// <summary>Third byte.</summary>
    public const byte Version = 1;

    private const DecisionFlags KnownFlags =
        DecisionFlags.Simulated | DecisionFlags.NoSeq | DecisionFlags.NoScore | DecisionFlags.Repeated;

    /// <summary>Writes <paramref name="decision"/>; <paramref name="repeated"/> sets flag bit 3.</summary>
    /// <exception cref="ArgumentException">Verdict or basis is invalid: such a decision must not leave.</exception>
    public static byte[] Write(Decision decision, bool repeated)
    {
        DecisionLimits.Check(decision);
        var bytes = new byte[Length];
        var score = FixedScore.From(decision.Score);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, Magic);
        bytes[2] = Version;
        bytes[3] = (byte)decision.Verdict;
        bytes[4] = (byte)decision.Basis;
        bytes[5] = (byte)FlagsOf(decision, score, repeated);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), decision.StationId);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), decision.Inspection.Seq);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), Crc32IsoHdlc.OfPart(decision.Inspection.Part));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), score is { } s ? (uint)s : FixedScore.NoScoreBits);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), DecisionLimits.ClampSlack(decision.SlackMs));
        WriteUnixMs(bytes.AsSpan(24), DecisionLimits.UnixMs(decision.Timestamp));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(30), Crc16Ccitt.Compute(bytes.AsSpan(0, 30)));
        return bytes;
    }

    /// <summary>
    /// Reads a record. False for a wrong length, magic, version or check value, and for values that no decision has
    /// (invalid verdict or basis, unknown flags, station 0, flags that contradict the fields).
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ParsedDecisionRecord record)
    {
        record = default;
        if (!IsIntact(bytes) || bytes[3] is 0 or > 3 || bytes[4] is 0 or > 3)
        {
            return false;
        }

        var flags = (DecisionFlags)bytes[5];
        var rawScore = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
        record = new ParsedDecisionRecord(
            (Verdict)bytes[3],
            (Basis)bytes[4],
            flags,
            BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            rawScore <= FixedScore.Max ? FixedScore.ToScore((int)rawScore) : null,
            BinaryPrimitives.ReadInt32BigEndian(bytes[20..]),
            DateTimeOffset.FromUnixTimeMilliseconds(ReadUnixMs(bytes[24..])));
        return IsConsistent(record, rawScore);
    }

    private static bool IsIntact(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
        && BinaryPrimitives.ReadUInt16BigEndian(bytes) == Magic
        && bytes[2] == Version
        && BinaryPrimitives.ReadUInt16BigEndian(bytes[30..]) == Crc16Ccitt.Compute(bytes[..30])
        && ReadUnixMs(bytes[24..]) <= DecisionLimits.MaxUnixMs;

    private static bool IsConsistent(in ParsedDecisionRecord record, uint rawScore)
    {
        var noScore = record.Flags.HasFlag(DecisionFlags.NoScore);
        return (record.Flags & ~KnownFlags) == 0
            && record.StationId != 0
            && record.Flags.HasFlag(DecisionFlags.NoSeq) == (record.Seq == 0)
            && (noScore ? rawScore == FixedScore.NoScoreBits : rawScore <= FixedScore.Max)
            && record.SlackMs is >= 0 and <= DecisionLimits.MaxSlackMs;
    }

    private static DecisionFlags FlagsOf(Decision decision, int? score, bool repeated) =>
        (decision.Simulated ? DecisionFlags.Simulated : 0)
        | (decision.Inspection.Seq == 0 ? DecisionFlags.NoSeq : 0)
        | (score is null ? DecisionFlags.NoScore : 0)
        | (repeated ? DecisionFlags.Repeated : 0);

    private static void WriteUnixMs(Span<byte> at, long unixMs)
    {
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)(unixMs >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(at[2..], (uint)unixMs);
    }

    private static long ReadUnixMs(ReadOnlySpan<byte> at) =>
        ((long)BinaryPrimitives.ReadUInt16BigEndian(at) << 32) | BinaryPrimitives.ReadUInt32BigEndian(at[2..]);
}
