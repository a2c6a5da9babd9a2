using LineAD.Models.Networks.Blocks;
using LineAD.Models.Serving;
using TorchSharp;

namespace LineAD.Models;

/// <summary>What the loaded libtorch is, for <c>linead doctor</c>.</summary>
public static class TorchLibrary
{
    /// <summary>Version of libtorch, for instance 1.13.1.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static string Version => torch.__version__;

    /// <summary>Precisions in which the CPU scores with weights that are packed once, not reordered at every call; may be none.</summary>
    public static IReadOnlyList<string> PackedPrecisions =>
    [
        .. new[] { Precision.Bf16, Precision.Fp32 }
            .Where(precision => PackedConvolution.IsUsable(Precisions.Type(precision)))
            .Select(Precisions.Name),
    ];

    /// <summary>Number of CUDA devices that it can use; 0 on a machine or build without.</summary>
    public static int CudaDevices => torch.cuda.is_available() ? torch.cuda.device_count() : 0;
}
