using LineAD.Core.Configuration;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Training.Runs;
using LineAD.Training.Tests.Learning;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Training.Tests.Runs;

[Collection(TorchTests.Name)]
public sealed class ServedBundleTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    private const double LargestDifference = 0.02;

    /// <summary>The folded networks that serve, in both precisions, against the fp32 scores that training wrote down.</summary>
    [Theory]
    [InlineData("fp32")]
    [InlineData("bf16")]
    public async Task Export_TrainedModel_IsServedWithTheScoresOfTraining(string precision)
    {
        var options = new ModelOptions { Directory = Path.Combine(fixture.Folder, $"served-{precision}"), Precision = precision };
        using var teacher = TrainingTeacher.Load("builtin", options);
        var run = new TrainingRun(TrainingFixture.Options(20), teacher, TimeProvider.System);
        using var model = run.Execute(fixture.Good, CancellationToken.None);
        var bundle = new BundleExporter(new BundleStore(options.Directory), TimeProvider.System)
            .Export(model, new BundleTarget("synthetic"));
        var pool = new BufferPool(64 << 20);
        var decoder = new ImageDecoder(pool);
        using var registry = new ModelRegistry(
            options, 2, decoder, pool, TimeProvider.System, NullLogger<ModelRegistry>.Instance);

        await registry.LoadActiveAsync("synthetic", "main", CancellationToken.None);
        using var lease = registry.TryAcquire("synthetic", "main")!;

        lease.Info.Precision.ShouldBe(precision);
        foreach (var reference in bundle.Manifest.References)
        {
            var score = Score(lease, decoder, bundle.PathOf(reference));
            Math.Abs(score - reference.Score).ShouldBeLessThan(LargestDifference * Math.Max(1, reference.Score), reference.File);
        }
    }

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
