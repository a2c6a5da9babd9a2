using LineAD.Core.Errors;
using LineAD.Models.Weights;

namespace LineAD.Models.Tests.Weights;

public sealed class WeightFileTests
{
    [Theory]
    [InlineData("state-zip.pth")]
    [InlineData("state-legacy.pth")]
    public void Open_PyTorchStateDictionary_ReadsTypesShapesAndValues(string name)
    {
        using var file = WeightFile.Open(GoldenFiles.PathOf(name));
        file.Entries.Keys.Order().ShouldBe(["a.weight", "b.bias", "c.count", "d.slice"]);
        file.Entries["a.weight"].Shape.ShouldBe([3, 2]);
        file.Entries["b.bias"].Type.ShouldBe(WeightType.Float16);
        BitConverter.ToInt64(Bytes(file, "c.count")).ShouldBe(7);
        // The middle rows of a 4 × 3 tensor: the view starts at element 3 of its storage.
        var slice = Bytes(file, "d.slice");
        BitConverter.ToDouble(slice).ShouldBe(Hashed("d", 3));
        BitConverter.ToDouble(slice, 40).ShouldBe(Hashed("d", 8));
        BitConverter.ToSingle(Bytes(file, "a.weight"), 20).ShouldBe((float)Hashed("a.weight", 5));
    }

    [Theory]
    [InlineData("state-module.pth", 7)]
    [InlineData("state-wrapped.pth", 7)]
    public void Open_ModuleStateDictionary_FindsAllTensors(string name, int count)
    {
        using var file = WeightFile.Open(GoldenFiles.PathOf(name));
        file.Entries.Count.ShouldBe(count);
        file.Entries["0.weight"].Shape.ShouldBe([2, 1, 3, 3]);
    }

    [Fact]
    public void Open_WholePickledModule_IsRefusedByTheNameItAsksFor()
    {
        var error = Should.Throw<ModelBundleException>(() => WeightFile.Open(GoldenFiles.PathOf("whole-module.pth")));
        error.Message.ShouldContain("torch.nn.modules.container.Sequential");
        error.Message.ShouldContain("nothing was executed");
        error.Message.ShouldContain("state_dict");
    }

    [Fact]
    public void Open_MissingFile_SaysSo() =>
        Should.Throw<ModelBundleException>(() => WeightFile.Open(
            "no-such-file.pth")).Message.ShouldContain("does not exist");

    private static byte[] Bytes(WeightFile file, string name)
    {
        var entry = file.Entries[name];
        var bytes = new byte[entry.ByteLength];
        file.Read(entry, bytes);
        return bytes;
    }

    private static double Hashed(string name, uint index) => HashedWeights.Value(name, index);
}
