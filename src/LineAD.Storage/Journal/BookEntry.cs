using System.Text.Json;
using LineAD.Core.Journal;
using LineAD.Core.Wire;

namespace LineAD.Storage.Journal;

/// <summary>Names of the counts in the <c>books</c> table.</summary>
internal static class BookEntry
{
    public const string FramesReceived = "frames";
    public const string PartsOpened = "parts";
    private static readonly Dictionary<DropReason, string> Drops = Map<DropReason>();
    private static readonly Dictionary<AuditReason, string> Audits = Map<AuditReason>();

    public static string Ended(FrameState state, string reason) => $"frame:{(int)state}:{reason}";

    public static string Decided(Verdict verdict, Basis basis) => $"part:{(int)verdict}:{(int)basis}";

    public static string Closed(PartOutcome outcome, string reason) => $"closed:{(int)outcome}:{reason}";

    public static string Text(DropReason reason) => Drops[reason];

    public static string Text(AuditReason? reason) => reason is { } known ? Audits[known] : "";

    private static Dictionary<T, string> Map<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));
}
