using LineAD.Imaging;
using LineAD.Training.Data;

namespace LineAD.Training.Tests.Data;

public sealed class CategoryDatasetTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("linead-data-").FullName;

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void Load_CompleteFolder_FindsPartsAndMasks()
    {
        Image("train/good/a.png", 20, 16);
        Image("train/good/b.png", 24, 24);
        Image("test/good/c.png", 20, 16);
        Image("test/scratch/d.png", 20, 16);
        Mask("ground_truth/scratch/d_mask.png", 255);

        var dataset = CategoryDataset.Load(_root, needsTest: true);

        dataset.Good.Count.ShouldBe(2);
        dataset.Test.Select(part => part.Defect).ShouldBe([null, "scratch"]);
        dataset.Test[1].MaskPath.ShouldNotBeNull();
    }

    [Fact]
    public void Load_ManyProblems_ReportsAllOfThem()
    {
        Image("train/good/a.png", 20, 16);
        File.WriteAllText(Path.Combine(_root, "train/good/broken.png"), "no picture");
        Image("test/scratch/d.png", 20, 16);
        Image("test/scratch/e.png", 20, 16);
        Mask("ground_truth/scratch/e_mask.png", 0);

        var problems = Should.Throw<DatasetException>(() => CategoryDataset.Load(_root)).Problems;

        problems.Count.ShouldBe(3);
        problems.ShouldContain(problem => problem.Path.EndsWith("broken.png", StringComparison.Ordinal));
        problems.ShouldContain(problem => problem.Problem.Contains("no mask 'd_mask.png'"));
        problems.ShouldContain(problem => problem.Problem.Contains("marks no pixel"));
    }

    [Fact]
    public void Load_NoFolder_SaysWhatToPutWhere() =>
        Should.Throw<DatasetException>(() => CategoryDataset.Load(Path.Combine(_root, "absent"), needsTest: true))
            .Problems.Count.ShouldBe(2);

    private void Image(string path, int width, int height)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        var pixels = Enumerable.Range(0, width * height * 3).Select(i => (byte)i).ToArray();
        ImageFiles.WritePng(Path.Combine(_root, path), new RgbImage(pixels, width, height));
    }

    private void Mask(string path, byte value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        var pixels = new byte[20 * 16];
        pixels[50] = value;
        ImageFiles.WritePng(Path.Combine(_root, path), new GreyImage(pixels, 20, 16));
    }
}
