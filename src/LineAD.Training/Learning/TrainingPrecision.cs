using System.Diagnostics;
using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>
/// Whether bf16 convolutions pay here: measured on one layer, forward and backward, in a fraction of a second.
/// </summary>
public static class TrainingPrecision
{
    private const int Repeats = 5;
    private const double LeastGain = 1.2;

    /// <summary>True when bf16 is clearly faster than fp32.</summary>
    public static bool PrefersBf16() => Seconds(torch.float32) > LeastGain * Seconds(torch.bfloat16);

    private static double Seconds(torch.ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        var input = ImageTensors.ChannelsLast(torch.ones([8, 64, 32, 32]).to(type));
        var weight = torch.ones([64, 64, 3, 3]).to(type);
        weight.requires_grad = true;
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            torch.nn.functional.conv2d(input, weight, padding: [1, 1]).sum().backward();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
