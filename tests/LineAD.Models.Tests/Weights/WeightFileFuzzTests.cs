using LineAD.Core.Errors;
using LineAD.Models.Weights;

namespace LineAD.Models.Tests.Weights;

/// <summary>
/// Damaged files end in a <see cref="ModelBundleException"/> or are read; nothing else, and never at great cost.
/// </summary>
public sealed class WeightFileFuzzTests : IDisposable
{
    private const int Rounds = 1500;
    private const long MostBytes = 64 * 1024 * 1024;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"linead-{Guid.NewGuid():n}.weights");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("state-zip.pth")]
    [InlineData("state-legacy.pth")]
    [InlineData("whole-module.pth")]
    [InlineData("sample.safetensors")]
    public void Open_MutatedFile_FailsCleanlyOrReads(string name)
    {
        var original = name.EndsWith(".pth", StringComparison.Ordinal)
            ? File.ReadAllBytes(GoldenFiles.PathOf(name))
            : SafeTensors();
        var random = new Random(20261121);
        for (var round = 0; round < Rounds; round++)
        {
            File.WriteAllBytes(_path, Mutate(original, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReadAll();
            }
            catch (ModelBundleException e)
            {
                e.Message.ShouldContain(_path);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"round {round}");
        }
    }

    private void ReadAll()
    {
        using var file = WeightFile.Open(_path);
        foreach (var entry in file.Entries.Values.Where(e => e.ByteLength < MostBytes / 8))
        {
            file.Read(entry, new byte[entry.ByteLength]);
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        if (random.Next(4) == 0)
        {
            bytes = bytes[..random.Next(bytes.Length)];
        }

        for (var k = random.Next(1, 6); k > 0 && bytes.Length > 0; k--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] SafeTensors()
    {
        var stream = new MemoryStream();
        WeightEntry[] entries = [new("a", WeightType.Float32, [4], 4), new("b", WeightType.Float64, [2, 2], 4)];
        SafeTensorsWriter.Write(stream, entries, (e, s) => s.Write(new byte[e.ByteLength]));
        return stream.ToArray();
    }
}
