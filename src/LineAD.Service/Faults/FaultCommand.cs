using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineAD.Service.Faults;

/// <summary>
/// One line of the fault socket: <c>{"fault":"scorer-stall","milliseconds":500,"count":2}</c>. What a fault does not use is refused,
/// so that a misspelt experiment does not look like a passed one.
/// </summary>
internal sealed record FaultCommand
{
    private const int MostMilliseconds = 600_000;
    private const int MostStepMilliseconds = 86_400_000;
    private const int MostCount = 100_000;
    private const int MostPerSecond = 10_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        [FaultNames.ScorerStall] = ["milliseconds", "count"],
        [FaultNames.ScorerException] = ["count"],
        [FaultNames.NanScores] = ["count"],
        [FaultNames.DeviceOom] = ["count"],
        [FaultNames.ClockStep] = ["milliseconds"],
        [FaultNames.DiskFull] = ["milliseconds"],
        [FaultNames.SlowOutputs] = ["milliseconds", "perSecond"],
        [FaultNames.None] = [],
    };

    /// <summary>One of <see cref="FaultNames"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>How long, or for <c>clock-step</c> how far.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>How many device calls; default 1.</summary>
    public int? Count { get; init; }

    /// <summary>How many outputs a second are still taken; default 1.</summary>
    public int? PerSecond { get; init; }

    /// <summary>Reads a line; false with what is wrong and what to write instead.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out FaultCommand command, out string problem)
    {
        command = new FaultCommand();
        try
        {
            command = JsonSerializer.Deserialize<FaultCommand>(line, Json) ?? command;
        }
        catch (JsonException e)
        {
            problem = $"This is no command: {e.Message} Write one JSON object a line, for instance {{\"fault\":\"nan-scores\",\"count\":2}}.";
            return false;
        }

        problem = command.Problem() ?? "";
        return problem.Length == 0;
    }

    private string? Problem()
    {
        if (Fault is null || !Fields.TryGetValue(Fault, out var used))
        {
            return $"fault {Fault ?? "(none given)"} is not known. Use one of {string.Join(", ", FaultNames.All)} or {FaultNames.None}.";
        }

        var step = Fault == FaultNames.ClockStep;
        return Check("milliseconds", Milliseconds, step ? -MostStepMilliseconds : 1, step ? MostStepMilliseconds : MostMilliseconds, used)
            ?? Check("count", Count ?? (used.Contains("count") ? 1 : null), 1, MostCount, used)
            ?? Check("perSecond", PerSecond ?? (used.Contains("perSecond") ? 1 : null), 0, MostPerSecond, used);
    }

    private string? Check(string field, int? value, int least, int most, string[] used)
    {
        if (!used.Contains(field))
        {
            return value is null ? null : $"{field} has no meaning for {Fault}. Leave it out.";
        }

        return value is { } given && given >= least && given <= most
            ? null
            : $"{field} of {Fault} is {value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}. Give {least} to {most}.";
    }
}
