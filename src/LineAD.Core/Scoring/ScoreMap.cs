using LineAD.Core.Memory;

namespace LineAD.Core.Scoring;

/// <summary>Normalised anomaly map: height × width floats, 1.0 is the bundle's pixel threshold. Owns its values.</summary>
public sealed class ScoreMap(PooledFloats values, int width, int height) : IDisposable
{
    /// <summary>Row-major values.</summary>
    public PooledFloats Values { get; } = values;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <inheritdoc />
    public void Dispose() => Values.Dispose();
}
