namespace LineAD.Training.Tests.Learning;

/// <summary>
/// Tests that train: one at a time, because libtorch's random generator and its count of tensors belong to the process.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchTests
{
    public const string Name = "torch";
}
