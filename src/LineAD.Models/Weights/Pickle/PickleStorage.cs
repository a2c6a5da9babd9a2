namespace LineAD.Models.Weights.Pickle;

/// <summary>A block of values that tensors refer to.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Elements">Elements that the file claims.</param>
internal sealed record PickleStorage(string Key, WeightType Type, long Elements);
