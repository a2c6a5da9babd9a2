namespace LineAD.Service.Tests.Faults;

/// <summary>Tests with a line of their own run one after the other: their deadlines are real.</summary>
[CollectionDefinition(nameof(FaultLine), DisableParallelization = true)]
public sealed class FaultLineCollection;
