using System.Text.Json;
using LineAD.Models.Teachers;
using LineAD.Models.Weights;
using TorchSharp;

namespace LineAD.Models.Tests.Networks;

public sealed class LiteFixtureTests
{
    private const string Name = "efficientnet_lite0_224";

    [SharedWeightsFact]
    public void Forward_ImageNetWeights_MatchesTheFixture()
    {
        using var fixture = JsonDocument.Parse(File.ReadAllBytes(SharedWeightsFactAttribute.PathOf("fixture.json")));
        var golden = fixture.RootElement.GetProperty(Name);
        var spec = TeacherCatalog.Get("efficientnet_lite0");
        using var teacher = spec.Build(torch.CPU);
        using (var file = WeightFile.Open(SharedWeightsFactAttribute.PathOf(Name + ".safetensors")))
        {
            teacher.Load(file, true);
        }

        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var taps = teacher.Forward((HashedWeights.Image(1, 224) - 127) / 128);
        Check(taps[0], golden.GetProperty("block 2"));
        Check(taps[1], golden.GetProperty("block 4"));
        Check(taps[2], golden.GetProperty("block 10"));
    }

    private static void Check(torch.Tensor tap, JsonElement golden)
    {
        var map = tap.squeeze(0);
        map.shape.ShouldBe(golden.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()).ToArray());
        map.mean().item<float>().ShouldBe(golden.GetProperty("mean").GetSingle(), 1e-3f);
        map.std(false).item<float>().ShouldBe(golden.GetProperty("std").GetSingle(), 1e-3f);
        foreach (var at in golden.GetProperty("at").EnumerateArray())
        {
            var (c, y, x) = (at.GetProperty("c"), at.GetProperty("y"), at.GetProperty("x"));
            map[c.GetInt64(), y.GetInt64(), x.GetInt64()].item<float>().ShouldBe(
                at.GetProperty("value").GetSingle(), 2e-3f);
        }
    }
}
