namespace LineAD.Models.Networks.Blocks;

/// <summary>Size of a stage of residual blocks.</summary>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Repeats">Blocks, at least 1.</param>
/// <param name="Inner">Channels inside bottlenecks; null for basic blocks.</param>
public readonly record struct StageShape(int Inputs, int Outputs, int Repeats, int? Inner);
