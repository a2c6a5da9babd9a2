using System.Runtime.InteropServices;
using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// A convolution on the CPU whose weights lie, from the start, in the order that oneDNN's kernels read. <c>conv2d</c> brings
/// the weights into that order at every call, which for small maps and batches takes as long as to apply them. Read-only; any thread.
/// </summary>
/// <remarks>
/// The right order depends on the size of the map: on a map of another size the result is the same, but the weights are reordered
/// at every call, by code a hundred times slower than that of <c>conv2d</c>. It hardly depends on the batch.
/// The kernels could apply a ReLU in the same pass. It is left out, for theirs makes 0 of what is no number: a broken model would
/// give scores that look sound.
/// </remarks>
internal sealed class PackedConvolution : IDisposable
{
    /// <summary>Fewer weights than these are reordered in no time worth a call of another kind.</summary>
    internal const int LeastWeights = 1 << 15;

    private static readonly Lazy<bool> UsableInFp32 = new(() => Try(torch.float32));
    private static readonly Lazy<bool> UsableInBf16 = new(() => Try(torch.bfloat16));
    private readonly torch.jit.ScriptModule _module;

    /// <param name="weight">(Out, In / groups, rows, columns), channels-last, fp32 or bf16, on the CPU.</param>
    /// <param name="bias">(Out).</param>
    /// <param name="geometry">How the kernel moves.</param>
    /// <param name="map">Size of the inputs.</param>
    /// <exception cref="ExternalException">This libtorch has no oneDNN, or not for this processor.</exception>
    internal PackedConvolution(torch.Tensor weight, torch.Tensor bias, ConvGeometry geometry, MapSize map)
    {
        _module = torch.jit.load(PackedConvolutionArchive.Of(weight.shape, geometry, map));
        using var scope = torch.NewDisposeScope();
        _module.invoke("pack", weight, bias);
    }

    /// <summary>True where this machine and this libtorch pack weights of the type; found out once.</summary>
    internal static bool IsUsable(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => UsableInFp32.Value,
        torch.ScalarType.BFloat16 => UsableInBf16.Value,
        _ => false,
    };

    /// <summary>True where packing is possible and may be worth it.</summary>
    internal static bool MayPay(torch.Tensor weight) =>
        weight.device_type == DeviceType.CPU
        && weight.shape.Aggregate(1L, (product, size) => product * size) >= LeastWeights
        && IsUsable(weight.dtype);

    /// <summary>(N, Out, H', W') of (N, In, H, W), channels-last; the caller disposes of the result.</summary>
    internal torch.Tensor Forward(torch.Tensor x) => (torch.Tensor)_module.invoke("forward", x);

    public void Dispose() => _module.Dispose();

    // The plain convolution's numbers, or it is not used. None of them by chance: that would change what a seed gives.
    private static bool Try(torch.ScalarType type)
    {
        try
        {
            using var mode = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            var weight = ChannelsLast.Of((torch.arange(16 * 16 * 9, torch.float32) / 1152f - 1f).view(16, 16, 3, 3).to(type));
            var x = ChannelsLast.Of((torch.arange(16 * 64, torch.float32) / 512f - 1f).view(1, 16, 8, 8).to(type));
            var bias = torch.arange(16, torch.float32).to(type);
            using var packed = new PackedConvolution(weight, bias, new ConvGeometry(1, 1, 1, 1, 1), new MapSize(8, 8));
            var plain = torch.nn.functional.conv2d(x, weight, bias, [1, 1], [1, 1], [1, 1], 1);
            return packed.Forward(x).allclose(plain, rtol: 0.02, atol: 0.1);
        }
        catch (ExternalException)
        {
            return false;
        }
    }
}
