using LineAD.Core.Errors;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Training.Runs;

namespace LineAD.Cli.Learning;

/// <summary>A bundle with its teacher, opened for scoring.</summary>
internal sealed class OpenBundle : IDisposable
{
    private readonly TrainingTeacher _teacher;

    /// <param name="path">Folder of a version, or of a view: then its active version.</param>
    /// <param name="settings">Where teachers are.</param>
    public OpenBundle(string path, TeacherSettings settings)
    {
        var bundle = BundleReader.Open(VersionOf(path));
        var options = settings.For(bundle.Manifest.Teacher.Id);
        Devices.Select(options);
        _teacher = TrainingTeacher.Load(bundle.Manifest.Teacher.Id, options);
        Scorer = new BundleScorer(bundle, _teacher);
    }

    public BundleScorer Scorer { get; }

    /// <summary>The store that a bundle of the usual layout lies in.</summary>
    public BundleStore Store => new(Path.GetFullPath(Path.Combine(Scorer.Bundle.Directory, "..", "..", "..")));

    public void Dispose()
    {
        Scorer.Dispose();
        _teacher.Dispose();
    }

    private static string VersionOf(string path)
    {
        if (File.Exists(Path.Combine(path, BundleFiles.Manifest)) || !File.Exists(Path.Combine(path, "active")))
        {
            return path;
        }

        var view = new DirectoryInfo(path);
        var store = new BundleStore(view.Parent!.Parent!.FullName);
        return store.ReadActive(view.Parent.Name, view.Name) is { } active
            ? store.VersionDirectory(view.Parent.Name, view.Name, active.Current)
            : throw new ModelBundleException($"'{path}' has no active version; name one of its folders");
    }
}
