using System.Text;
using LineAD.Core.Wire;
using LineAD.Models.Networks;
using TorchSharp;

namespace LineAD.Models.Tests;

/// <summary>
/// The weights that make_models.py gives its networks: an integer hash of name and index, no file needed.
/// </summary>
internal static class HashedWeights
{
    internal static T Fill<T>(T network)
        where T : Network
    {
        using var guard = torch.no_grad();
        foreach (var tensor in network.State)
        {
            using var values = torch.tensor(Values(tensor)).view(tensor.Value.shape);
            tensor.Value.copy_(values);
        }

        return network;
    }

    internal static torch.Tensor Image(int batch, int size)
    {
        var values = new float[batch * 3 * size * size];
        var at = 0;
        for (var n = 0; n < batch; n++)
        {
            for (var c = 0; c < 3; c++)
            {
                for (var k = 0; k < size * size; k++)
                {
                    values[at++] = (float)Math.Round(
                        127.5 + (127.5 * Math.Sin((0.07 * (k / size)) + (0.11 * (k % size)) + c + (0.5 * n))));
                }
            }
        }

        return torch.tensor(values).view(batch, 3, size, size);
    }

    /// <summary>One value of the hash, -1 to 1, as hashed() in make_models.py gives it.</summary>
    internal static double Value(string name, uint index) =>
        Hash((index * 2654435761u) + Crc32IsoHdlc.Compute(Encoding.UTF8.GetBytes(name)));

    private static float[] Values(NetworkTensor tensor)
    {
        var count = (int)tensor.Value.numel();
        var (offset, scale) = Range(tensor);
        var seed = Crc32IsoHdlc.Compute(Encoding.UTF8.GetBytes(tensor.Name));
        var values = new float[count];
        for (var k = 0; k < count; k++)
        {
            values[k] = (float)(offset + (scale * Hash(((uint)k * 2654435761u) + seed)));
        }

        return values;
    }

    private static (double Offset, double Scale) Range(NetworkTensor tensor)
    {
        if (tensor.Name.EndsWith("running_var", StringComparison.Ordinal))
        {
            return (1, 0.3);
        }

        return tensor.Value.ndim == 1
            ? (tensor.Name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0, 0.1)
            : (0, Math.Sqrt(6.0 * tensor.Value.shape[0] / tensor.Value.numel()));
    }

    private static double Hash(uint x)
    {
        x ^= x >> 16;
        x *= 0x85EBCA6B;
        x ^= x >> 13;
        x *= 0xC2B2AE35;
        x ^= x >> 16;
        return (x / 2147483648.0) - 1;
    }
}
