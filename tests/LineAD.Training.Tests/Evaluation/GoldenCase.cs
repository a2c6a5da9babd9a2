using System.Text.Json;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Tests.Evaluation;

/// <summary>One case of <c>tests/golden/metrics.json</c>; scores and maps are thousandths.</summary>
public sealed record GoldenCase(
    string Name,
    int Width,
    int[] Scores,
    int[][] Maps,
    string[] Masks,
    int Instances,
    double? ImageAuroc,
    double? PixelAuroc,
    double? PixelAp,
    double? Aupro,
    double? Iap,
    double? Iap90)
{
    public static IReadOnlyList<GoldenCase> All { get; } = Load();

    internal IReadOnlyList<ScoredImage> Images => [.. Maps.Select((map, i) => new ScoredImage(
        $"{Name} {i}",
        Masks[i].Contains('1'),
        Scores[i] / 1000.0,
        Width,
        [.. map.Select(value => value / 1000f)],
        [.. Masks[i].Select(bit => bit == '1')]))];

    public override string ToString() => Name;

    private static GoldenCase[] Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", "metrics.json");
        return JsonSerializer.Deserialize<GoldenCase[]>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }
}
