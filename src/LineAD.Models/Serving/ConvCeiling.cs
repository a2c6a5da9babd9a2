using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// The fastest 3×3 convolution that the engine reaches on this device: what a network made of nothing but convolutions
/// could at best run at. 64 channels at 64×64 to 512 at 8×8, channels-last.
/// </summary>
public static class ConvCeiling
{
    private const int LeastRounds = 8;
    private const int Kernel = 3;
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(100);
    private static readonly (int Channels, int Size)[] Shapes = [(64, 64), (128, 32), (256, 16), (512, 8)];

    /// <summary>
    /// Best GFLOP/s over the shapes (a multiplication and an addition are two operations), for each precision, in their order,
    /// measured in turns. Takes about half a second.
    /// </summary>
    /// <param name="precisions">What to measure.</param>
    /// <param name="device">Device, for instance <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="batch">Images per call.</param>
    /// <param name="time">Clock; default the system's.</param>
    public static IReadOnlyList<double> Measure(
        IReadOnlyList<Precision> precisions, string device = "cpu", int batch = 8, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var best = new double[precisions.Count];
        foreach (var (channels, size) in Shapes)
        {
            var seconds = Seconds(precisions, [batch, channels, size, size], torch.device(device), clock);
            var operations = 2.0 * batch * size * size * channels * channels * Kernel * Kernel;
            for (var i = 0; i < best.Length; i++)
            {
                best[i] = Math.Max(best[i], operations / seconds[i] / 1e9);
            }
        }

        return best;
    }

    private static double[] Seconds(
        IReadOnlyList<Precision> precisions, long[] shape, torch.Device device, TimeProvider time)
    {
        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        return Turns.Best([.. precisions.Select(Convolution)], LeastRounds, LeastTime, time);

        Action Convolution(Precision precision)
        {
            var type = Precisions.Type(precision);
            var x = ChannelsLast.Of(torch.randn(shape).to(type, device));
            var w = ChannelsLast.Of(torch.randn([shape[1], shape[1], Kernel, Kernel]).to(type, device));
            return () => Convolve(x, w);
        }
    }

    private static void Convolve(torch.Tensor x, torch.Tensor w)
    {
        using var y = torch.nn.functional.conv2d(x, w, null, [1, 1], [1, 1], [1, 1], 1);
        if (x.device_type == DeviceType.CUDA)
        {
            torch.cuda.synchronize();
        }
    }
}
