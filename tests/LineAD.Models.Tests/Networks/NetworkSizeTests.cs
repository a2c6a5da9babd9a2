using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Tests.Networks;

public sealed class NetworkSizeTests
{
    /// <summary>
    /// Weights in millions: teachers as in torchvision up to layer3; students so that both together give the published
    /// 18.2 (ResNet18) and 108.7 (wide ResNet50), ResNet34 added up by hand.
    /// </summary>
    [Theory]
    [InlineData("resnet18", 2.78, 15.4)]
    [InlineData("resnet34", 8.17, 17.45)]
    [InlineData("wide_resnet50_2", 24.86, 83.8)]
    public void Create_KnownTeacher_HasTheKnownNumberOfWeights(string id, double teacher, double student)
    {
        var spec = TeacherCatalog.Get(id);
        using var network = spec.Build(torch.CPU);
        using var rd = Architecture.Create("rd", spec, torch.CPU, false);
        Millions(network).ShouldBe(teacher, 0.01);
        Millions(rd).ShouldBe(student, 0.1);
    }

    [Fact]
    public void Create_Builtin_FitsTheRepository() =>
        Millions(TeacherCatalog.Get("builtin").Build(torch.CPU)).ShouldBeLessThan(3);

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [InlineData("efficientnet_lite0")]
    [InlineData("builtin")]
    public void Forward_AnyTeacher_GivesTheTapsOfItsSpecAndStudentsMatchThem(string id)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        var spec = TeacherCatalog.Get(id);
        using var network = spec.Build(torch.CPU, true);
        using var student = Architecture.Create("rd", spec, torch.CPU);
        var image = torch.randn(1, 3, 96, 64);
        var taps = network.Forward(image);
        var outputs = student.Forward(taps, image);
        for (var k = 0; k < taps.Length; k++)
        {
            var (channels, stride) = (spec.Taps[k].Channels, spec.Taps[k].Stride);
            taps[k].shape.ShouldBe([1, channels, 96 / stride, 64 / stride]);
            outputs[k].shape.ShouldBe(taps[k].shape);
            (outputs[k].min().item<float>() < 0).ShouldBe(spec.SignedTaps);
        }
    }

    private static double Millions(Network network) => network.Parameters.Sum(p => (double)p.numel()) / 1e6;
}
