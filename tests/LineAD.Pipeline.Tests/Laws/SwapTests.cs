using LineAD.Core.Wire;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>Law 7: no batch mixes versions of one model, and a decision names the version that scored it.</summary>
public class SwapTests
{
    [Fact]
    public void Score_ModelsSwappedAllTheWhile_NoBatchMixesVersions()
    {
        using var rig = new PipelineRig().Start();
        var version = 7;
        rig.Group.OnScore =
            _ => rig.Models.Set(PipelineRig.Category, "main", Interlocked.Increment(ref version), rig.Group);
        for (var round = 0; round < 20; round++)
        {
            rig.Group.Gate.Reset();
            for (var i = 0; i < 10; i++)
            {
                rig.Offer("0.1", $"r{round}p{i}");
            }

            rig.Group.Gate.Set();
            rig.Decision((round + 1) * 10);
        }

        rig.Group.Batches.ShouldAllBe(b => b.Versions.Distinct().Count() == 1);
        rig.Group.Batches.ShouldContain(b => b.Versions.Length > 1);
        rig.Sink.Decisions.Select(d => d.ModelVersion).Distinct().Count().ShouldBeGreaterThan(10);
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.Model);
    }
}
