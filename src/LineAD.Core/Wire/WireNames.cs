using System.Text.Json;

namespace LineAD.Core.Wire;

/// <summary>
/// The words of DESIGN.md section 4 for the enumerations: in messages, configuration and metric labels.
/// </summary>
public static class WireNames
{
    private static readonly string[] Verdicts = NamesOf<Verdict>();
    private static readonly string[] Bases = NamesOf<Basis>();
    private static readonly string[] States = NamesOf<StationState>();
    private static readonly string[] Modes = NamesOf<StationMode>();

    /// <summary><c>pass</c>, <c>reject</c>, <c>review</c>; <c>invalid</c> for what is not a verdict.</summary>
    public static string ToWire(this Verdict verdict) => At(Verdicts, (int)verdict);

    /// <summary>
    /// <c>model</c>, <c>late_policy</c>, <c>fault_policy</c>; <c>invalid</c> for what is not a basis.
    /// </summary>
    public static string ToWire(this Basis basis) => At(Bases, (int)basis);

    /// <summary>State as named in OPC 40100-1, in lower case, or <c>offline</c>.</summary>
    public static string ToWire(this StationState state) => At(States, (int)state);

    /// <summary><c>run</c>, <c>bypass</c> or <c>commission</c>.</summary>
    public static string ToWire(this StationMode mode) => At(Modes, (int)mode);

    /// <summary>Reads a verdict, as in messages and as policy; <c>invalid</c> is none.</summary>
    public static bool TryParseVerdict(string? word, out Verdict verdict)
    {
        verdict = (Verdict)Math.Max(0, Array.IndexOf(Verdicts, word));
        return verdict != Verdict.Invalid;
    }

    /// <summary>Reads a basis; <c>invalid</c> is none.</summary>
    public static bool TryParseBasis(string? word, out Basis basis)
    {
        basis = (Basis)Math.Max(0, Array.IndexOf(Bases, word));
        return basis != Basis.Invalid;
    }

    /// <summary>Reads a state.</summary>
    public static bool TryParseState(string? word, out StationState state)
    {
        var index = Array.IndexOf(States, word);
        state = (StationState)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>Reads a mode.</summary>
    public static bool TryParseMode(string? word, out StationMode mode)
    {
        var index = Array.IndexOf(Modes, word);
        mode = (StationMode)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>The wire form of any other enumeration member, for instance an audit reason: snake case.</summary>
    public static string ToSnakeCase<T>(this T member)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());

    private static string At(string[] names, int index) =>
        (uint)index < (uint)names.Length ? names[index] : names[0];

    private static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => v.ToSnakeCase())];
}
