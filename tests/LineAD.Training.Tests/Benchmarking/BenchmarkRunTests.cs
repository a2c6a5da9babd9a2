using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Simulation.Parts;
using LineAD.Training.Benchmarking;
using LineAD.Training.Data;
using LineAD.Training.Runs;
using LineAD.Training.Tests.Learning;
using TorchSharp;

namespace LineAD.Training.Tests.Benchmarking;

[Collection(TorchTests.Name)]
public sealed class BenchmarkRunTests : IDisposable
{
    private const int Side = 64;
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-grid-").FullName;

    public BenchmarkRunTests() => SyntheticFolder.Write(
        Path.Combine(_folder, "nut"), new PartCounts { TrainGood = 12, TestGood = 4, TestPerDefect = 1 }, 3, Side);

    private CategoryDataset Dataset => CategoryDataset.Load(Path.Combine(_folder, "nut"), needsTest: true);

    [Fact]
    public void Execute_Student_IsReadBackAsWritten()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var run = Results.Case("rd") with { Steps = 3, Batch = 4 };
        var store = new BenchmarkStore(Path.Combine(_folder, "out"));

        var result = new BenchmarkRun(teacher, TimeProvider.System) { CostSeconds = 0 }.Execute(run, Dataset, CancellationToken.None);
        store.Write(result);

        var read = store.Find(run)!;
        read.Metrics.ShouldBe(result.Metrics);
        read.Good.ShouldBe(result.Good);
        read.Defective.Count.ShouldBe(result.Metrics.DefectiveImages);
        read.Cost!.StudentParameters.ShouldBeGreaterThan(100_000);
        read.Cost.MsPerFrameAlone.ShouldBeGreaterThan(0);
        store.Find(run with { Steps = 4 }).ShouldBeNull();
        File.ReadLines(Path.Combine(store.Folder, run.FileName)).Count().ShouldBeLessThan(120);
    }

    [Fact]
    public void Execute_Reference_FindsForeignSurfaces()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);

        var result = new BenchmarkRun(teacher, TimeProvider.System).Execute(Results.Case("knn"), Dataset, CancellationToken.None);

        result.Cost.ShouldBeNull();
        result.TrainingParts.ShouldBe(9);
        result.Metrics.PixelAuroc!.Value.ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Measure_ResultsOfTwoSeedsAndTheReference_OneCostForBothSeedsAndNoneForTheReference()
    {
        var (first, second) = (Results.Of(Results.Case("rd") with { Size = Side }, 1), Results.Of(Results.Case("rd") with { Size = Side, Seed = 2 }, 1));

        var measured = new CostRun(TimeProvider.System) { CostSeconds = 0 }.Measure([first, Results.Of(Results.Case("knn"), 1), second]);

        measured.Select(result => result.Case).ShouldBe([first.Case, second.Case]);
        measured[0].Cost.ShouldNotBe(first.Cost);
        measured[1].Cost.ShouldBe(measured[0].Cost);
        measured[0].Good.ShouldBe(first.Good);
    }

    [Fact]
    public void Score_Bank_AgreesWithEveryDistanceComputedPlainly()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var paths = Dataset.Good.Select(part => part.Path).ToList();
        using var bank = new NeighbourBank(teacher, paths[..5], new InputSpec(Side, Side), 1);

        var score = bank.Score([paths[5]]).Single();

        var features = new NeighbourFeatures(teacher);
        var (known, query) = (Rows(features, paths[..5]), Rows(features, [paths[5]]));
        var greatest = query.Max(row => known.Min(other => Math.Sqrt(row.Zip(other).Sum(p => (p.First - p.Second) * (double)(p.First - p.Second)))));

        // The blur averages, so the map's maximum lies below the greatest single distance, and near it.
        score.Score.ShouldBeInRange(0.3 * greatest, greatest * 1.001);
        bank.Score([paths[0]]).Single().Score.ShouldBeLessThan(0.02 * greatest);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static List<float[]> Rows(NeighbourFeatures features, IReadOnlyList<string> paths)
    {
        using var scope = torch.NewDisposeScope();
        var rows = features.Of([.. paths.Select(path => ImageFiles.LoadRgb(path, new InputSpec(Side, Side)))]);
        return [.. rows.data<float>().ToArray().Chunk((int)rows.shape[1])];
    }
}
