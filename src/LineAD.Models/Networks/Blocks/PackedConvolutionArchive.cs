using System.IO.Compression;
using System.Text;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// A TorchScript archive with one convolution: TorchSharp offers oneDNN's packed weights by no other way. Its two methods:
/// <c>pack(weight, bias)</c> keeps them in the order of the kernels, <c>forward(x)</c> convolves.
/// </summary>
/// <remarks>
/// The format is that of torch.jit.save: a zip file with the class as text, a pickle of its one object, a pickle of the
/// constants (none), and the version of the format
/// (https://github.com/pytorch/pytorch/blob/main/torch/csrc/jit/docs/serialization.md).
/// </remarks>
internal static class PackedConvolutionArchive
{
    private const string Version = "3\n";

    private static readonly byte[] NoConstants = [0x80, 2, (byte)')', (byte)'.'];

    /// <summary>The archive's bytes.</summary>
    /// <param name="shape">Of the weight: (Out, In / groups, rows, columns).</param>
    /// <param name="geometry">How the kernel moves.</param>
    /// <param name="map">Size of the inputs: the order of the weights depends on it.</param>
    internal static byte[] Of(long[] shape, ConvGeometry geometry, MapSize map)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "data.pkl", Instance());
            Add(zip, "code/__torch__.py", Encoding.ASCII.GetBytes(Code(shape, geometry, map)));
            Add(zip, "constants.pkl", NoConstants);
            Add(zip, "version", Encoding.ASCII.GetBytes(Version));
        }

        return bytes.ToArray();
    }

    private static string Code(long[] shape, ConvGeometry geometry, MapSize map)
    {
        var (stride, rows, columns, dilation, groups) = geometry;
        return FormattableString.Invariant($$"""
            class Convolution(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              context : Optional[__torch__.torch.classes.mkldnn.ConvOpContext]
              def pack(self: __torch__.Convolution, weight: Tensor, bias: Tensor) -> Tensor:
                self.context = ops.mkldnn_prepacked.conv2d_prepack(weight, bias, [{{stride}}, {{stride}}], [{{rows}}, {{columns}}], [{{dilation}}, {{dilation}}], {{groups}}, [1, {{shape[1] * groups}}, {{map.Height}}, {{map.Width}}], "none")
                return bias
              def forward(self: __torch__.Convolution, x: Tensor) -> Tensor:
                context = self.context
                return ops.mkldnn_prepacked.conv2d_run(x, unchecked_cast(__torch__.torch.classes.mkldnn.ConvOpContext, context))

            """);
    }

    // Pickle, protocol 2: an object of the class with training = False and context = None.
    private static byte[] Instance()
    {
        using var pickle = new MemoryStream();
        pickle.Write([0x80, 2]);
        pickle.Write("c__torch__\nConvolution\n)"u8);
        pickle.Write([0x81, (byte)'}', (byte)'(']);
        Text(pickle, "training");
        pickle.WriteByte(0x89);
        Text(pickle, "context");
        pickle.Write("Nub."u8);
        return pickle.ToArray();
    }

    private static void Text(MemoryStream pickle, string text)
    {
        pickle.Write([(byte)'X', (byte)text.Length, 0, 0, 0]);
        pickle.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        // Stored, not deflated: the reader of the format expects that.
        using var entry = zip.CreateEntry($"convolution/{name}", CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
