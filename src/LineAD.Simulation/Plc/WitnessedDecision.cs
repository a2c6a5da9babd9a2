namespace LineAD.Simulation.Plc;

/// <summary>A decision as an outsider sees it.</summary>
/// <param name="Seq">Its sequence number.</param>
/// <param name="Verdict">1 pass, 2 reject, 3 review.</param>
/// <param name="IsRejectTopic">Whether it came on the reject topic.</param>
/// <param name="Arrived">When, by the outsider's clock.</param>
public readonly record struct WitnessedDecision(uint Seq, byte Verdict, bool IsRejectTopic, DateTimeOffset Arrived);
