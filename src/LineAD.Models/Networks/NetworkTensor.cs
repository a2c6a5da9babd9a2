using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>A named weight or running statistic of a network.</summary>
/// <param name="Name">Dotted name as in a state dictionary.</param>
/// <param name="Value">Its values; owned by the network.</param>
/// <param name="IsParameter">True for what training changes, false for running statistics.</param>
public sealed record NetworkTensor(string Name, torch.Tensor Value, bool IsParameter);
