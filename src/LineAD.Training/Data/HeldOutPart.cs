namespace LineAD.Training.Data;

/// <summary>
/// A good part that was set aside before training: the only thing calibration accepts. Made by <see
/// cref="GoodPartSplit"/> alone, so neither a test part nor a part that was trained on can become one.
/// </summary>
public sealed class HeldOutPart
{
    internal HeldOutPart(GoodPart part) => Path = part.Path;

    /// <summary>Image file.</summary>
    public string Path { get; }
}
