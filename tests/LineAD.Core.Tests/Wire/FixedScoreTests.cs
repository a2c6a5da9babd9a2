using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class FixedScoreTests
{
    [Theory]
    [InlineData(0.00005, 0)]
    [InlineData(0.00015, 2)]
    [InlineData(0.00025, 2)]
    [InlineData(1.00005, 10_000)]
    [InlineData(1.00015, 10_002)]
    [InlineData(0.99999, 10_000)]
    [InlineData(-3, 0)]
    [InlineData(9999.99985, 99_999_998)]
    [InlineData(9999.99996, 99_999_999)]
    [InlineData(1e300, 99_999_999)]
    public void From_Number_RoundsHalfToEvenAndClamps(double score, int expected)
    {
        FixedScore.From(score).ShouldBe(expected);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void From_NotFinite_IsNoScore(double score)
    {
        FixedScore.From(score).ShouldBeNull();
    }
}
