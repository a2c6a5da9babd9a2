using LineAD.Training.Evaluation;

namespace LineAD.Training.Tests.Evaluation;

public sealed class CurveTracerTests
{
    [Fact]
    public void Roc_ManyPoints_IsThinnedAndKeepsItsEndsAndItsArea()
    {
        var ranking = Random(20_000);

        var curve = CurveTracer.Roc(ranking);

        curve.Count.ShouldBeLessThan(900);
        (curve[0].X, curve[0].Y).ShouldBe((0, 0));
        (curve[^1].X, curve[^1].Y).ShouldBe((1, 1));
        Area(curve).ShouldBe(RankingMetrics.Auroc(ranking)!.Value, 1e-3);
    }

    [Fact]
    public void Precision_ManyPoints_EndsAtFullRecall()
    {
        var curve = CurveTracer.Precision(Random(20_000));

        curve.Count.ShouldBeLessThan(900);
        curve[^1].X.ShouldBe(1);
        curve.Zip(curve.Skip(1)).ShouldAllBe(pair => pair.First.X <= pair.Second.X && pair.First.Threshold > pair.Second.Threshold);
    }

    [Fact]
    public void Curves_WithoutDefects_AreEmpty()
    {
        var ranking = new PixelRanking([0.1f, 0.2f], [0, 0], [0]);

        CurveTracer.Roc(ranking).ShouldBeEmpty();
        CurveTracer.Precision(ranking).ShouldBeEmpty();
    }

    private static PixelRanking Random(int count)
    {
        var random = new Random(4);
        var components = Enumerable.Range(0, count).Select(_ => random.Next(10) == 0 ? 1 : 0).ToArray();
        var scores = components.Select(c => (float)(random.NextDouble() + (0.3 * c))).ToArray();
        return new PixelRanking(scores, components, [0, components.Sum()]);
    }

    private static double Area(IReadOnlyList<CurvePoint> curve) =>
        curve.Zip(curve.Skip(1)).Sum(pair => (pair.Second.X - pair.First.X) * (pair.First.Y + pair.Second.Y) / 2);
}
