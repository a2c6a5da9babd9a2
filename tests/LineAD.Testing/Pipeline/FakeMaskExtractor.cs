using LineAD.Core.Scoring;

namespace LineAD.Testing.Pipeline;

/// <summary>Gives the same small mask for every map.</summary>
public sealed class FakeMaskExtractor : IMaskExtractor
{
    /// <summary>Closed to hold the mask workers.</summary>
    public ManualResetEventSlim Gate { get; } = new(true);

    /// <inheritdoc />
    public DefectMask Extract(ScoreMap map, int minimumArea, int frameWidth, int frameHeight)
    {
        Gate.Wait();
        return new DefectMask([1, 2, 3], [new DefectRegion(1, 2, 3, 4, 12, 1.5, [1, 2, 4, 2, 4, 6])]);
    }
}
