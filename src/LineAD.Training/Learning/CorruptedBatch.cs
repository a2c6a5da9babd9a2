using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>A batch with drawn defects, light and camera changed a little.</summary>
/// <param name="Taps">Teacher maps of the corrupted images, finest first, without gradient.</param>
/// <param name="Image">Normalised corrupted images (N, 3, H, W).</param>
/// <param name="Mask">1 on drawn defects, else 0, (N, 1, H, W), fp32.</param>
/// <param name="CleanTaps">Teacher maps of the same parts in the same light without defects; empty when not asked for.</param>
public sealed record CorruptedBatch(
    IReadOnlyList<torch.Tensor> Taps, torch.Tensor Image, torch.Tensor Mask, IReadOnlyList<torch.Tensor> CleanTaps);
