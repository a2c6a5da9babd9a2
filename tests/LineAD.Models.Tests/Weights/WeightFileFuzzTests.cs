using System.Text;
using LineAD.Core.Errors;
using LineAD.Models.Weights;
using LineAD.Testing.Fuzzing;

namespace LineAD.Models.Tests.Weights;

/// <summary>
/// Damaged files end in a <see cref="ModelBundleException"/> or are read; nothing else, and never at great cost.
/// </summary>
public sealed class WeightFileFuzzTests : IDisposable
{
    private const long MostBytes = 8 * 1024 * 1024;

    private static readonly byte[][] JsonTokens =
    [
        .. "\"dtype\":\"F64\" \"F32\" \"I8\" \"shape\":[ [9223372036854775807,2] -1 \"data_offsets\":[0,8] __metadata__ { } [ ] ,".Split(' ')
            .Select(Encoding.UTF8.GetBytes),
    ];

    // Opcodes of pickle and names that a state dictionary uses, or must not.
    private static readonly byte[][] PickleTokens =
    [
        [0x80, 2], "ctorch._utils\n_rebuild_tensor_v2\n"u8.ToArray(), "cos\nsystem\n"u8.ToArray(), "ccollections\nOrderedDict\n"u8.ToArray(),
        "ctorch\nFloatStorage\n"u8.ToArray(), "("u8.ToArray(), "t"u8.ToArray(), "R"u8.ToArray(), "Q"u8.ToArray(), "s"u8.ToArray(), "u"u8.ToArray(),
        "}"u8.ToArray(), "]"u8.ToArray(), "."u8.ToArray(), "K\u0005"u8.ToArray(), [0x8A, 8, 255, 255, 255, 255, 255, 255, 255, 127],
        "h\0"u8.ToArray(), "q\0"u8.ToArray(), [(byte)'j', 255, 255, 255, 255], [(byte)'X', 255, 255, 255, 255],
    ];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"linead-{Guid.NewGuid():n}.weights");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("state-zip.pth")]
    [InlineData("state-legacy.pth")]
    [InlineData("whole-module.pth")]
    [InlineData("sample.safetensors")]
    public void Open_MutatedFile_FailsCleanlyOrReads(string name)
    {
        var isPickle = name.EndsWith(".pth", StringComparison.Ordinal);
        var fuzzer = new Fuzzer(
            [isPickle ? File.ReadAllBytes(GoldenFiles.PathOf(name)) : SafeTensors()], isPickle ? PickleTokens : JsonTokens);
        fuzzer.Run(ReadAll, e => e is ModelBundleException && e.Message.Contains(_path, StringComparison.Ordinal), rounds: 1500);
        fuzzer.Answers.ShouldBeGreaterThan(5);
    }

    private string ReadAll(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        using var file = WeightFile.Open(_path);
        foreach (var entry in file.Entries.Values.Where(e => e.ByteLength < MostBytes).Take(64))
        {
            file.Read(entry, new byte[entry.ByteLength]);
        }

        return string.Join(' ', file.Entries.Values.Take(8).Select(e => e.Type));
    }

    private static byte[] SafeTensors()
    {
        var stream = new MemoryStream();
        WeightEntry[] entries = [new("a", WeightType.Float32, [4], 4), new("b", WeightType.Float64, [2, 2], 4)];
        SafeTensorsWriter.Write(stream, entries, (e, s) => s.Write(new byte[e.ByteLength]));
        return stream.ToArray();
    }
}
