using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// The fastest 3×3 convolution that the engine reaches on this device: what a network made of nothing but convolutions
/// could at best run at. Batch 8, 64 channels at 64×64 to 512 at 8×8, channels-last.
/// </summary>
public static class ConvCeiling
{
    private const int Batch = 8;
    private const int Rounds = 8;
    private const int Kernel = 3;
    private static readonly (int Channels, int Size)[] Shapes = [(64, 64), (128, 32), (256, 16), (512, 8)];

    /// <summary>Best GFLOP/s over the shapes (a multiplication and an addition are two operations).</summary>
    public static double Measure(Precision precision, string device = "cpu", TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        return Shapes.Max(shape => GigaFlops(shape.Channels, shape.Size, precision, torch.device(device), clock));
    }

    private static double GigaFlops(int channels, int size, Precision precision, torch.Device device, TimeProvider time)
    {
        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        var type = Precisions.Type(precision);
        var x = ChannelsLast.Of(torch.randn([Batch, channels, size, size]).to(type, device));
        var w = ChannelsLast.Of(torch.randn([channels, channels, Kernel, Kernel]).to(type, device));
        var best = Enumerable.Range(0, Rounds).Min(_ => Seconds(x, w, time));
        return 2.0 * Batch * size * size * channels * channels * Kernel * Kernel / best / 1e9;
    }

    private static double Seconds(torch.Tensor x, torch.Tensor w, TimeProvider time)
    {
        var start = time.GetTimestamp();
        using var y = torch.nn.functional.conv2d(x, w, null, [1, 1], [1, 1], [1, 1], 1);
        if (x.device_type == DeviceType.CUDA)
        {
            torch.cuda.synchronize();
        }

        return time.GetElapsedTime(start).TotalSeconds;
    }
}
