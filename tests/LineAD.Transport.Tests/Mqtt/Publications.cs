using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Decisions to publish.</summary>
internal static class Publications
{
    public static DecisionPublication Reject(string part, double cutOffMs, bool simulated = false) =>
        Create(part, cutOffMs, Verdict.Reject, simulated);

    public static DecisionPublication Pass(string part, double cutOffMs, double reserveMs = 50) =>
        Create(part, cutOffMs, Verdict.Pass, false, reserveMs);

    private static DecisionPublication Create(
        string part, double cutOffMs, Verdict verdict, bool simulated, double reserveMs = 50)
    {
        var key = new InspectionKey(Setup.Station, part, 1);
        var decision = new Decision
        {
            Inspection = key,
            StationId = 1,
            Verdict = verdict,
            Basis = Basis.Model,
            Score = verdict == Verdict.Pass ? 0.5 : 1.5,
            SlackMs = (int)Math.Clamp(cutOffMs, 0, 99999),
            Category = "cat",
            ModelVersion = 1,
            Id = key.ComputeId(),
            Timestamp = TimeProvider.System.GetUtcNow(),
            Simulated = simulated,
        };
        var cutOff = TimeProvider.System.GetTimestamp()
            + (long)(cutOffMs / 1000 * TimeProvider.System.TimestampFrequency);
        return new DecisionPublication
        {
            Decision = decision,
            Json = DecisionJson.Write(decision),
            Binary = DecisionRecord.Write(decision, repeated: false),
            IsRejectAtGate = verdict == Verdict.Reject,
            CutOffTimestamp = cutOff,
            DeadlineTimestamp = cutOff + (long)(reserveMs / 1000 * TimeProvider.System.TimestampFrequency),
        };
    }
}
