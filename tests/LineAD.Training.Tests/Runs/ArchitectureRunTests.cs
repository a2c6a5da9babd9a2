using System.Text.Json;
using LineAD.Core.Configuration;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Serving;
using LineAD.Training.Learning;
using LineAD.Training.Runs;
using LineAD.Training.Tests.Learning;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Training.Tests.Runs;

/// <summary>Every architecture from images to a served bundle, a few steps long.</summary>
[Collection(TorchTests.Name)]
public sealed class ArchitectureRunTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    private const int ServedSteps = 10;
    private const int FewSteps = 4;

    public static TheoryData<string> Methods => [.. Architecture.Ids.Where(id => id != Architecture.ReverseDistillation)];

    /// <summary>The self-test inside the load compares reference scores in bf16 with those of training in fp32.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Export_AnyArchitecture_IsServedInBf16WithTheScoresOfTraining(string id)
    {
        var options = new ModelOptions { Directory = Path.Combine(fixture.Folder, $"served-{id}"), Precision = "bf16" };
        using var teacher = TrainingTeacher.Load("builtin", options);
        using var model = Run(teacher, Options(id) with { Steps = ServedSteps });
        var bundle = new BundleExporter(new BundleStore(options.Directory), TimeProvider.System)
            .Export(model, new BundleTarget("synthetic"));
        var pool = new BufferPool(64 << 20);
        var decoder = new ImageDecoder(pool);
        using var registry = new ModelRegistry(
            options, 2, decoder, pool, TimeProvider.System, NullLogger<ModelRegistry>.Instance);

        await registry.LoadActiveAsync("synthetic", "main", CancellationToken.None);
        using var lease = registry.TryAcquire("synthetic", "main")!;

        lease.Info.Architecture.ShouldBe(id);
        lease.Info.Precision.ShouldBe("bf16");
        foreach (var reference in bundle.Manifest.References)
        {
            Score(lease, decoder, bundle.PathOf(reference))
                .ShouldBe(reference.Score, 0.05 * Math.Max(1, reference.Score), reference.File);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Execute_SameSeed_GivesTheSameWeights(string id)
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);

        using var first = Run(teacher, Options(id));
        using var second = Run(teacher, Options(id));
        using var other = Run(teacher, Options(id) with { Seed = 6 });

        ContentHash.Of(second.Student).ShouldBe(ContentHash.Of(first.Student));
        ContentHash.Of(other.Student).ShouldNotBe(ContentHash.Of(first.Student));
    }

    /// <summary>What a bundle says of its making decides how it is built again.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Export_WithoutItsModule_IsScoredAsItWasTrained(string id)
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var module = Architecture.AblationOf(id).ShouldNotBeNull();
        using var model = Run(teacher, Options(id) with { Without = module });
        var store = new BundleStore(Path.Combine(fixture.Folder, $"without-{id}"));
        var bundle = new BundleExporter(store, TimeProvider.System).Export(model, new BundleTarget("synthetic"));

        using var scorer = new BundleScorer(bundle, teacher);
        var reference = bundle.Manifest.References[0];

        bundle.Manifest.Without.ShouldBe(module);
        scorer.Score(bundle.PathOf(reference)).Score.ShouldBe(reference.Score, 1e-4 * Math.Max(1, reference.Score));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Export_Reconstruction_SaysSoInItsReport(string id)
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = Run(teacher, Options(id) with { Steps = 2 });
        var store = new BundleStore(Path.Combine(fixture.Folder, $"report-{id}"));
        var bundle = new BundleExporter(store, TimeProvider.System).Export(model, new BundleTarget("synthetic"));

        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(bundle.Directory, BundleFiles.Report)));
        var method = report.RootElement.GetProperty("method");

        method.GetProperty("basis").GetString().ShouldBe("our reconstruction");
        method.GetProperty("choices").GetArrayLength().ShouldBeGreaterThan(2);
        report.RootElement.GetProperty("calibration").GetProperty("pixelThreshold").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Export_Baseline_HasNoneOfTheNewFields()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = Run(teacher, Options("rd") with { Steps = 2 });
        var store = new BundleStore(Path.Combine(fixture.Folder, "plain"));
        var bundle = new BundleExporter(store, TimeProvider.System).Export(model, new BundleTarget("synthetic"));

        var json = File.ReadAllText(Path.Combine(bundle.Directory, BundleFiles.Manifest));

        json.ShouldNotContain("\"without\"");
        json.ShouldNotContain("\"scales\"");
    }

    private static TrainingOptions Options(string id) => TrainingFixture.Options(FewSteps) with { Architecture = id };

    private TrainedModel Run(TrainingTeacher teacher, TrainingOptions options) =>
        new TrainingRun(options, teacher, TimeProvider.System).Execute(fixture.Good, CancellationToken.None);

    private static double Score(IModelLease lease, ImageDecoder decoder, string path)
    {
        decoder.Decode(File.ReadAllBytes(path), null, lease.Group.Input, out var image, out _);
        using (image)
        {
            var item = new ScoreItem(image!, lease, double.PositiveInfinity);
            lease.Group.Score([item], 1);
            return item.Score;
        }
    }
}
