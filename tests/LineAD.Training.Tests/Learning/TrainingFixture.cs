using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Simulation.Parts;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using LineAD.Training.Runs;

namespace LineAD.Training.Tests.Learning;

/// <summary>A folder of small synthetic parts, painted once for all tests of a class.</summary>
public sealed class TrainingFixture : IDisposable
{
    private const int Side = 64;
    private const int GoodParts = 20;
    private readonly SyntheticPartPainter _painter = new(Side);

    public TrainingFixture() => Good =
    [
        .. Enumerable.Range(0, GoodParts).Select(seed => new GoodPart(Write($"good-{seed:00}", _painter.Paint(seed).Image))),
    ];

    public string Folder { get; } = Directory.CreateTempSubdirectory("linead-train-").FullName;

    public IReadOnlyList<GoodPart> Good { get; }

    public static TrainingOptions Options(int steps, int seed = 5) =>
        new() { Input = new InputSpec(Side, Side), Steps = steps, BatchSize = 4, Seed = seed };

    /// <summary>Good parts that were not trained on, and parts with a plainly visible defect.</summary>
    public IReadOnlyList<TestPart> TestParts() =>
    [
        .. Enumerable.Range(100, 8).Select(seed => new TestPart(Write($"test-good-{seed}", _painter.Paint(seed).Image), null, null)),
        .. Enumerable.Range(200, 8).Select(Defective),
    ];

    public void Dispose() => Directory.Delete(Folder, true);

    private TestPart Defective(int seed) => new(
        Write($"test-bad-{seed}", SyntheticDefect.Paint(_painter.Paint(seed).Image, new Random(seed))), "blob", null);

    private string Write(string name, RgbImage image)
    {
        var path = Path.Combine(Folder, $"{name}.png");
        ImageFiles.WritePng(path, image);
        return path;
    }
}
