using System.Text;
using LineAD.Core.Errors;
using LineAD.Models.Weights;

namespace LineAD.Models.Tests.Weights;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"linead-{Guid.NewGuid():n}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Write_ThenOpen_GivesTheSameValuesAndMetadata()
    {
        WeightEntry[] entries =
        [
            new("layer.weight", WeightType.Float32, [2, 3], 6), new("layer.count", WeightType.Int64, [], 1),
            new("empty", WeightType.Float16, [0, 4], 0),
        ];
        using (var stream = File.Create(_path))
        {
            SafeTensorsWriter.Write(
                stream,
                entries,
                (e, s) => s.Write(Fill(e)),
                new Dictionary<string, string> { ["teacher"] = "resnet18" });
        }

        using var file = WeightFile.Open(_path);
        file.Entries.Keys.ShouldBe(["layer.weight", "layer.count", "empty"]);
        ((SafeTensorsFile)file).Metadata["teacher"].ShouldBe("resnet18");
        foreach (var entry in entries)
        {
            var bytes = new byte[entry.ByteLength];
            file.Read(file.Entries[entry.Name], bytes);
            bytes.ShouldBe(Fill(entry));
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 8, "its shape needs 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "end at byte")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "leaves a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "offsets [-4, 0]")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "F8_E4M3")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "no 'dtype'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "impossible")]
    [InlineData(
        """{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"I8","shape":[4],"data_offsets":[2,6]}}""",
        6,
        "overlaps")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""",
        1,
        "not valid")]
    [InlineData("""[1,2]""", 0, "not valid")]
    [InlineData("""{"a":""", 0, "not valid")]
    public void Open_BadHeader_NamesTheFinding(string header, int values, string finding)
    {
        var json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(_path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[values]]);
        var error = Should.Throw<ModelBundleException>(() => WeightFile.Open(_path));
        error.Message.ShouldContain(finding);
        error.Message.ShouldContain(_path);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    [InlineData(1000L)]
    public void Open_BadHeaderLength_IsRefused(long length)
    {
        File.WriteAllBytes(_path, [.. BitConverter.GetBytes(length), .. "{}      "u8]);
        Should.Throw<ModelBundleException>(() => WeightFile.Open(_path));
    }

    private static byte[] Fill(WeightEntry entry) =>
        [.. Enumerable.Range(0, (int)entry.ByteLength).Select(k => (byte)((k * 31) + entry.Name.Length))];
}
