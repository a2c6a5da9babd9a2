using LineAD.Training.Data;

namespace LineAD.Training.Tests.Data;

public sealed class GoodPartSplitTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(20, 6)]
    [InlineData(28, 8)]
    [InlineData(80, 8)]
    [InlineData(81, 9)]
    [InlineData(700, 70)]
    public void HeldOutCount_Parts_IsEightOrATenthButAtMostThirtyPercent(int parts, int expected) =>
        GoodPartSplit.HeldOutCount(parts).ShouldBe(expected);

    [Fact]
    public void Draw_SameSeed_DividesAlikeWhateverTheOrder()
    {
        var parts = Parts(40);

        var first = GoodPartSplit.Draw(parts, 7);
        var second = GoodPartSplit.Draw(parts.AsEnumerable().Reverse(), 7);

        second.HeldOut.Select(part => part.Path).ShouldBe(first.HeldOut.Select(part => part.Path));
        GoodPartSplit.Draw(parts, 8).HeldOut.Select(part => part.Path).ShouldNotBe(first.HeldOut.Select(part => part.Path));
    }

    [Fact]
    public void Draw_AnySeed_UsesEveryPartOnce()
    {
        var split = GoodPartSplit.Draw(Parts(28), 1);

        split.Training.Select(part => part.Path).Concat(split.HeldOut.Select(part => part.Path))
            .ShouldBe(Parts(28).Select(part => part.Path), ignoreOrder: true);
    }

    [Fact]
    public void Draw_TooFewParts_SaysHowManyAreNeeded() =>
        Should.Throw<DatasetException>(() => GoodPartSplit.Draw(Parts(9), 1)).Message.ShouldContain("at least 10");

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(20)]
    public void Folds_AnyNumber_HoldEveryPartOutOnceAndNeverLearnFromIt(int folds)
    {
        var splits = GoodPartSplit.Folds(Parts(20), folds, 3);

        splits.Count.ShouldBe(folds);
        splits.SelectMany(split => split.HeldOut).Select(part => part.Path)
            .ShouldBe(Parts(20).Select(part => part.Path), ignoreOrder: true);
        splits.ShouldAllBe(split => split.Training.Count + split.HeldOut.Count == 20);
        splits.ShouldAllBe(split => !split.HeldOut.Any(held => split.Training.Any(part => part.Path == held.Path)));
    }

    [Fact]
    public void Group_SecondPlace_SharesNoTrainingPartWithTheFirst()
    {
        var (first, second) = (GoodPartSplit.Group(Parts(20), 10, 0, 3), GoodPartSplit.Group(Parts(20), 10, 1, 3));

        first.Training.Select(part => part.Path).ShouldBe(second.HeldOut.Select(part => part.Path), ignoreOrder: true);
        Should.Throw<ArgumentException>(() => GoodPartSplit.Group(Parts(20), 10, 2, 3));
    }

    private static List<GoodPart> Parts(int count) => [.. Enumerable.Range(0, count).Select(i => new GoodPart($"p/{i:000}.png"))];
}
