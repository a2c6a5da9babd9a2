namespace LineAD.Pipeline.Tests;

/// <summary>Tests that change the whole process run when no other does.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
