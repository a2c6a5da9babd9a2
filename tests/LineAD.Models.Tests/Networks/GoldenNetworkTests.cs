using System.Text.Json;
using LineAD.Models.Losses;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Tests.Networks;

/// <summary>
/// Against PyTorch and torchvision in Python (tests/golden/make_models.py). Tolerance 1e-3 of the expected standard
/// deviation: fp32 sums of up to 9,216 products in another order.
/// </summary>
public sealed class GoldenNetworkTests
{
    private const double Tolerance = 1e-3;
    private const int Size = 64;

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void Forward_HashedWeights_MatchesPyTorch(string id)
    {
        var golden = GoldenFiles.Networks.GetProperty("networks").GetProperty(id);
        var spec = TeacherCatalog.Get(id);
        using var teacher = HashedWeights.Fill(spec.Build(torch.CPU));
        using var student = HashedWeights.Fill(Architecture.Create("rd", spec, torch.CPU, false));
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var image = Normalised(HashedWeights.Image(2, Size));
        var taps = teacher.Forward(image);
        var outputs = student.Forward(taps, image);
        var maps = student.Discrepancies(taps, image);
        Match(taps, golden.GetProperty("taps"));
        Match(outputs, golden.GetProperty("outputs"));
        Match(maps, golden.GetProperty("maps"));
        CosineLoss.Global(taps, outputs).item<float>().ShouldBe(golden.GetProperty("global").GetSingle(), 1e-4f);
        CosineLoss.PointWise(taps, outputs).item<float>().ShouldBe(golden.GetProperty("point").GetSingle(), 1e-4f);
        using var composer = new MapComposer([(16, 16), (8, 8), (4, 4)], Size, Size, 4, torch.CPU);
        var map = composer.Compose(maps);
        map.ShouldMatch(golden.GetProperty("map"), 2e-3);
        var expected = golden.GetProperty("max").EnumerateArray().Select(e => e.GetSingle()).ToArray();
        ImageScore.Of(map, 1).data<float>().ToArray().ShouldBe(expected, 1e-4f);
    }

    [Fact]
    public void TrainingStep_HashedWeights_MatchesPyTorch()
    {
        var golden = GoldenFiles.Networks.GetProperty("step");
        var spec = TeacherCatalog.Get("resnet18");
        using var teacher = HashedWeights.Fill(spec.Build(torch.CPU));
        teacher.Freeze();
        using var student = HashedWeights.Fill(Architecture.Create("rd", spec, torch.CPU, false));
        student.Training = true;
        var optimiser = torch.optim.Adam(student.Parameters, 0.005, 0.5);
        using var scope = torch.NewDisposeScope();
        var image = Normalised(HashedWeights.Image(2, Size));
        var taps = teacher.Forward(image);
        var loss = CosineLoss.Global(taps, student.Forward(taps, image));
        loss.backward();
        loss.item<float>().ShouldBe(golden.GetProperty("loss").GetSingle(), 1e-4f);
        var state = student.State.ToDictionary(t => t.Name, t => t.Value);
        foreach (var gradient in golden.GetProperty("gradients").EnumerateObject())
        {
            state[gradient.Name].grad!.ShouldMatch(gradient.Value, 1e-2);
        }

        optimiser.step();
        foreach (var weight in golden.GetProperty("weights").EnumerateObject())
        {
            state[weight.Name].ShouldMatch(weight.Value, 1e-2);
        }

        state["decoder.layer1.0.bn1.running_mean"].ShouldMatch(golden.GetProperty("runningMean"), Tolerance);
        using var guard = torch.no_grad();
        var after = CosineLoss.Global(taps, student.Forward(taps, image));
        after.item<float>().ShouldBe(golden.GetProperty("lossAfter").GetSingle(), 1e-2f);
    }

    private static void Match(torch.Tensor[] actual, JsonElement expected)
    {
        for (var k = 0; k < actual.Length; k++)
        {
            actual[k].ShouldMatch(expected[k], Tolerance);
        }
    }

    private static torch.Tensor Normalised(torch.Tensor image)
    {
        var mean = torch.tensor([.. Preprocessing.ImageNet.Mean]).view(1, 3, 1, 1);
        var deviation = torch.tensor([.. Preprocessing.ImageNet.Deviation]).view(1, 3, 1, 1);
        return (image - mean) / deviation;
    }
}
