using System.Text.Json;

namespace LineAD.Vendor.Tests.Torch;

/// <summary>Numbers that PyTorch produced; tests/golden/make_torch_optim.py makes the file.</summary>
internal static class Golden
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "torch_optim.json"))).RootElement;

    internal static double[] List(string group, string name) =>
        [.. Root.GetProperty(group).GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    internal static double Number(string group, string name) => Root.GetProperty(group).GetProperty(name).GetDouble();

    internal static void ShouldBeClose(this double[] actual, double[] expected, double tolerance)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var k = 0; k < actual.Length; k++)
        {
            actual[k].ShouldBe(expected[k], tolerance * Math.Max(1, Math.Abs(expected[k])), $"element {k}");
        }
    }
}
