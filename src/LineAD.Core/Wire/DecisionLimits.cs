using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>The ranges of a decision's fields on the wire.</summary>
public static class DecisionLimits
{
    /// <summary>Longest JSON form, bytes of UTF-8: what a Siemens <c>STRING</c> holds.</summary>
    public const int MaxJsonBytes = 254;

    /// <summary>Largest slack, milliseconds.</summary>
    public const int MaxSlackMs = 99_999;

    /// <summary>Largest model version.</summary>
    public const int MaxModelVersion = 99_999;

    /// <summary>9999-12-31T23:59:59.999Z, the last time a four-digit year can tell.</summary>
    public const long MaxUnixMs = 253_402_300_799_999;

    internal static int ClampSlack(int slackMs) => Math.Clamp(slackMs, 0, MaxSlackMs);

    internal static long UnixMs(DateTimeOffset timestamp) => Math.Max(0, timestamp.ToUnixTimeMilliseconds());

    /// <summary>Refuses what no gate may ever be told; a decision that fails here is a programming error.</summary>
    internal static void Check(Decision decision)
    {
        Require(decision.Verdict is >= Verdict.Pass and <= Verdict.Review, "verdict", decision.Verdict);
        Require(decision.Basis is >= Basis.Model and <= Basis.FaultPolicy, "basis", decision.Basis);
        Require(Names.IsPart(decision.Inspection.Part), "part", decision.Inspection.Part);
        Require(Names.IsCategory(decision.Category), "category", decision.Category);
        Require(decision.ModelVersion is >= 0 and <= MaxModelVersion, "model", decision.ModelVersion);
        Require(decision.StationId != 0, "stationId", decision.StationId);
    }

    private static void Require(bool holds, string field, object value)
    {
        if (!holds)
        {
            throw new ArgumentException(
                $"A decision's {field} cannot be '{value}'; the ranges are those of the wire contract, version 1.", field);
        }
    }
}
