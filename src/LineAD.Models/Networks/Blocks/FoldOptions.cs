using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>What inference wants of folded weights.</summary>
/// <param name="Type">Precision.</param>
/// <param name="Input">
/// Preprocessing to be folded into units that read the image; null when the image comes normalised.
/// </param>
internal sealed record FoldOptions(torch.ScalarType Type, InputFold? Input);
