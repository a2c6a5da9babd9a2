namespace LineAD.Vendor.Tests.Torch;

/// <summary>Torch tests run one after another: they share the process's thread count, seed and tensor count.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public sealed class TorchCollection;
