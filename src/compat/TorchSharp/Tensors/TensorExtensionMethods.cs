namespace TorchSharp;

/// <summary>Tensors to and from streams: type, rank and lengths (LEB128 each), then the bytes.</summary>
public static class TensorExtensionMethods
{
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        using var host = tensor.cpu();
        using var packed = host.contiguous();
        writer.Write7BitEncodedInt64((long)packed.dtype);
        writer.Write7BitEncodedInt64(packed.ndim);
        foreach (var length in packed.shape)
        {
            writer.Write7BitEncodedInt64(length);
        }

        writer.Flush();
        packed.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Reads values into a tensor of the same type and shape; <paramref name="skip"/> reads past them.</summary>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var loaded = Load(reader);
        if (skip)
        {
            return;
        }

        if (loaded.dtype != tensor.dtype || !loaded.shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException($"Mismatched tensor: the stream has {loaded}, the target is {tensor}.", nameof(reader));
        }

        using var mode = torch.no_grad();
        tensor.copy_(loaded);
    }

    internal static torch.Tensor Load(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Read7BitEncodedInt64();
        var lengths = new long[reader.Read7BitEncodedInt64()];
        for (var k = 0; k < lengths.Length; k++)
        {
            lengths[k] = reader.Read7BitEncodedInt64();
        }

        var tensor = torch.empty(lengths, type);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }
}
