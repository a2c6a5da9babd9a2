using LineAD.Pipeline.Scoring;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Scoring;

/// <summary>Law 7: no batch mixes versions of one model.</summary>
public sealed class BatchLeasesTests
{
    [Fact]
    public void Get_ModelIsSwappedInTheMiddleOfABatch_TheBatchKeepsItsVersion()
    {
        using var leaks = new LeakGuard();
        var group = new FakeGroup("g", leaks.Pool);
        var models = new FakeRegistry();
        models.Set(PipelineRig.Category, "main", 1, group);
        using (var batch = new BatchLeases(models))
        {
            var first = batch.Get(PipelineRig.Category, "main")!;
            models.Set(PipelineRig.Category, "main", 2, group);
            batch.Get(PipelineRig.Category, "main").ShouldBeSameAs(first);
            using var next = new BatchLeases(models);
            (first.Info.Version, next.Get(PipelineRig.Category, "main")!.Info.Version).ShouldBe((1, 2));
        }

        models.OutstandingLeases.ShouldBe(0);
    }
}
