using LineAD.Core.Configuration;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Models.Tests.Serving;
using TorchSharp;

namespace LineAD.Models.Tests.Bundles;

/// <summary>A folder with the builtin teacher of hashed weights and bundles of students on it, 64×64.</summary>
internal sealed class TestBundles : IDisposable
{
    private const string Teacher = "builtin";
    private readonly TestFolder _folder = new();
    private readonly string _teacherHash;

    internal TestBundles()
    {
        Directory.CreateDirectory(Options.TeacherDirectory);
        using var teacher = HashedWeights.Fill(TeacherCatalog.Get(Teacher).Build(torch.CPU));
        using var stream = File.Create(Path.Combine(Options.TeacherDirectory, "builtin.safetensors"));
        teacher.Save(stream);
        _teacherHash = ContentHash.Of(teacher);
    }

    internal ModelOptions Options => new()
    {
        Directory = _folder["models"],
        TeacherDirectory = _folder["teachers"],
        Precision = "fp32",
        Threads = 1,
        Device = "cpu",
    };

    internal BundleStore Store => new(Options.Directory);

    /// <summary>
    /// Publishes a version whose student differs by <paramref name="shift"/>, with the true score of its good reference image, if it has one,
    /// and a second, bad one that is to score <paramref name="badScore"/>.
    /// </summary>
    internal Bundle Publish(
        string category, int version, double shift = 0, double scoreError = 0, double? badScore = null)
    {
        var known = TrueScore(shift);
        var score = (double.IsFinite(known) ? known : 0.5) + scoreError;
        var manifest = Manifest(category, version, score);
        var references = new Dictionary<string, byte[]> { ["reference/good-0.raw"] = TestModel.Pixels(0) };
        if (badScore is { } expected)
        {
            references["reference/bad-0.raw"] = TestModel.Pixels(1);
            manifest = manifest with
            {
                References = [.. manifest.References, new() { File = "reference/bad-0.raw", Kind = "bad", Score = expected }],
            };
        }

        return BundleWriter.Publish(
            Store, new BundleContent(manifest, s => WriteStudent(s, shift), references, "{}"u8.ToArray()));
    }

    internal BundleManifest Manifest(string category, int version, double score) => new()
    {
        Format = 1,
        Category = category,
        View = "main",
        Version = version,
        Architecture = "rd",
        Teacher = new BundleTeacher { Id = Teacher, Sha256 = _teacherHash },
        Input = new BundleInput
        {
            Width = 64,
            Height = 64,
            ColourOrder = "rgb",
            ResizeDown = "area",
            ResizeUp = "linear",
            Mean = Preprocessing.ImageNet.Mean,
            Deviation = Preprocessing.ImageNet.Deviation,
        },
        Map = new BundleMap { AlignCorners = false, BlurSigma = 4, TopPixels = 1, MinimumArea = 4 },
        Precision = "auto",
        Calibration = new BundleCalibration
        {
            ImageThreshold = 1,
            PixelThreshold = 1,
            Method = "quantile",
            HeldOut = 10,
            TargetFalseReject = 0.01,
            ExpectedFalseReject = 0.01,
            ExpectedFalseRejectLow = 0,
            ExpectedFalseRejectHigh = 0.05,
        },
        References = [new BundleReference { File = "reference/good-0.raw", Kind = "good", Score = score }],
        ReferenceTolerance = 0.02,
        Provenance = new Dictionary<string, string> { ["seed"] = "1" },
    };

    public void Dispose() => _folder.Dispose();

    private static double TrueScore(double shift)
    {
        using var test = new TestModel();
        var item = test.Item(test.Add("a", shift: shift), 0, double.PositiveInfinity);
        test.Group.Score([item], 1);
        return item.Score;
    }

    private static void WriteStudent(Stream stream, double shift)
    {
        using var student = HashedWeights.Fill(
            Architecture.Create("rd", TeacherCatalog.Get(Teacher), torch.CPU, false));
        using (torch.no_grad())
        {
            student.State[0].Value.add_(shift);
        }

        student.Save(stream);
    }
}
