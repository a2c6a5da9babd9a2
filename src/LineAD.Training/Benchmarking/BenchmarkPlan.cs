using System.Text.Json;
using System.Text.Json.Serialization;
using LineAD.Core.Errors;

namespace LineAD.Training.Benchmarking;

/// <summary>The file <c>config/benchmark.json</c>: which runs make up the grid.</summary>
public sealed record BenchmarkPlan
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Teacher id of all runs.</summary>
    public required string Teacher { get; init; }

    /// <summary>Side of the input, pixels.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Images a step.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Row that all others are compared with.</summary>
    public string Baseline { get; init; } = "rd";

    /// <summary>Blocks of the grid; runs go in this order.</summary>
    public required IReadOnlyList<BenchmarkGroup> Groups { get; init; }

    /// <summary>All runs in order, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<BenchmarkCase> Cases => [.. Groups.SelectMany(Cross).DistinctBy(run => run.Id)];

    /// <summary>Reads the file.</summary>
    /// <exception cref="LineAdConfigurationException">Missing, not valid, or it names no run.</exception>
    public static BenchmarkPlan Read(string path)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<BenchmarkPlan>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("it is null");
            return plan.Cases.Count > 0 ? plan : throw new JsonException("its groups name no run");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new LineAdConfigurationException(
                [new ConfigurationError(path, e.Message, "Correct it; the one in config has all keys.")]);
        }
    }

    private IEnumerable<BenchmarkCase> Cross(BenchmarkGroup group) =>
        from category in @group.Categories
        from seed in @group.Seeds
        from row in @group.Rows
        select Case(row.Split(BenchmarkCase.Leaving), category, seed, @group.Steps);

    private BenchmarkCase Case(string[] row, string category, int seed, int steps) => new()
    {
        Architecture = row[0],
        Without = row.Length > 1 ? row[1] : null,
        Category = category,
        Seed = seed,
        Teacher = Teacher,
        Size = Size,
        Steps = row[0] == BenchmarkCase.NearestNeighbour ? 0 : steps,
        Batch = row[0] == BenchmarkCase.NearestNeighbour ? 0 : Batch,
    };
}
