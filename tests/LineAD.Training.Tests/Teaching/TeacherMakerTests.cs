using LineAD.Core.Configuration;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Training.Runs;
using LineAD.Training.Teaching;
using LineAD.Training.Tests.Learning;
using TorchSharp;

namespace LineAD.Training.Tests.Teaching;

[Collection(TorchTests.Name)]
public sealed class TeacherMakerTests : IDisposable
{
    private const long MaxBytes = 12_000_000;

    private static readonly TeacherRecipe Tiny = new() { Steps = 24, BatchSize = 4, PictureSize = 32, Bf16 = false };

    private readonly string _folder = Directory.CreateTempSubdirectory("linead-make-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Make_FewSteps_LearnsAndWritesAFileThatLoadsAsTheBuiltinTeacher()
    {
        using var source = TrainingTeacher.Random("efficientnet_lite0", 1);
        var losses = new List<double>();
        var maker = new TeacherMaker(Tiny, source, TimeProvider.System) { Progress = p => losses.Add(p.Loss) };
        var path = Path.Combine(_folder, "builtin.safetensors");

        using (var made = maker.Make(CancellationToken.None))
        {
            TeacherFile.Write(made, path, Tiny, source.Spec.Id);
        }

        using var loaded = TeacherLoader.Load(new ModelOptions { TeacherDirectory = _folder }, "builtin", torch.CPU);
        loaded.State.Count.ShouldBeGreaterThan(20);
        new FileInfo(path).Length.ShouldBeLessThan(MaxBytes);
        losses[^1].ShouldBeLessThan(losses[0]);
    }

    [Fact]
    public void Make_SameRecipe_MakesTheSameTeacher()
    {
        using var source = TrainingTeacher.Random("efficientnet_lite0", 1);
        var recipe = Tiny with { Steps = 2 };

        Hash(recipe, source).ShouldBe(Hash(recipe, source));
        Hash(recipe with { Seed = 2 }, source).ShouldNotBe(Hash(recipe, source));
    }

    [Fact]
    public void LearningRate_OverTheRun_WarmsUpAndEndsNearZero()
    {
        using var source = TrainingTeacher.Random("efficientnet_lite0", 1);
        var maker = new TeacherMaker(new TeacherRecipe(), source, TimeProvider.System);

        maker.LearningRate(0).ShouldBeLessThan(1e-4);
        maker.LearningRate(60).ShouldBeGreaterThan(1.9e-3);
        maker.LearningRate(new TeacherRecipe().Steps - 1).ShouldBeLessThan(1e-7);
    }

    private static string Hash(TeacherRecipe recipe, TrainingTeacher source)
    {
        using var made = new TeacherMaker(recipe, source, TimeProvider.System).Make(CancellationToken.None);
        return ContentHash.Of(made);
    }
}
