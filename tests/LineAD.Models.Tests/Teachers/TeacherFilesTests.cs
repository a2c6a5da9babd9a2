using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Models.Teachers;

namespace LineAD.Models.Tests.Teachers;

public sealed class TeacherFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_FileOfTorchvisionsName_IsFound()
    {
        File.WriteAllText(_folder["resnet18-f37072fd.pth"], "x");
        TeacherFiles.Find(Options, "resnet18").ShouldBe(_folder["resnet18-f37072fd.pth"]);
    }

    [Fact]
    public void Find_SafetensorsAndPth_PrefersSafetensors()
    {
        File.WriteAllText(_folder["resnet18.pth"], "x");
        File.WriteAllText(_folder["resnet18.safetensors"], "x");
        TeacherFiles.Find(Options, "resnet18").ShouldBe(_folder["resnet18.safetensors"]);
    }

    [Fact]
    public void Find_ConfiguredFile_GoesFirst()
    {
        File.WriteAllText(_folder["resnet18.safetensors"], "x");
        File.WriteAllText(_folder["mine.pth"], "x");
        var options = Options;
        options.Teachers["resnet18"] = _folder["mine.pth"];
        TeacherFiles.Find(options, "resnet18").ShouldBe(_folder["mine.pth"]);
        options.Teachers["resnet18"] = _folder["gone.pth"];
        Should.Throw<ModelBundleException>(() => TeacherFiles.Find(options, "resnet18"))
            .Message.ShouldContain("models.teachers.resnet18");
    }

    [Fact]
    public void Find_Nothing_SaysHowToGetIt() =>
        Should.Throw<ModelBundleException>(() => TeacherFiles.Find(Options, "resnet50"))
            .Message.ShouldContain("linead teacher get resnet50");

    [Fact]
    public void Get_UnknownTeacher_ListsTheKnownOnes() =>
        Should.Throw<ModelBundleException>(() => TeacherCatalog.Get("vgg16")).Message.ShouldContain("wide_resnet50_2");

    private ModelOptions Options => new() { TeacherDirectory = _folder.Path };
}
