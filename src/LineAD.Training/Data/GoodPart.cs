namespace LineAD.Training.Data;

/// <summary>A good part from <c>train/good</c>: what a model may learn from. Test images are of another type.</summary>
/// <param name="Path">Image file.</param>
public sealed record GoodPart(string Path);
