namespace LineAD.Core.Wire;

/// <summary>A decision as read from its 32-byte form.</summary>
/// <param name="Verdict">The verdict, never invalid.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Flags">Flags.</param>
/// <param name="StationId">Configured number of the station.</param>
/// <param name="Seq">The station's trigger counter; 0 for none.</param>
/// <param name="PartCrc">CRC-32/ISO-HDLC of the part name's UTF-8.</param>
/// <param name="Score">Score, four decimals; null without one.</param>
/// <param name="SlackMs">Time to the deadline at hand-over, milliseconds.</param>
/// <param name="Timestamp">Decision time, UTC, whole milliseconds.</param>
public readonly record struct ParsedDecisionRecord(
    Verdict Verdict,
    Basis Basis,
    DecisionFlags Flags,
    ushort StationId,
    uint Seq,
    uint PartCrc,
    double? Score,
    int SlackMs,
    DateTimeOffset Timestamp);
