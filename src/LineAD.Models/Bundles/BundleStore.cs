using System.Globalization;
using LineAD.Core.Errors;
using LineAD.Core.Identity;

namespace LineAD.Models.Bundles;

/// <summary>The folder of bundles: <c>{category}/{view}/{version}</c>, and <c>{category}/{view}/active</c>.</summary>
/// <param name="root">The folder.</param>
public sealed class BundleStore(string root)
{
    private const string ActiveFile = "active";

    /// <summary>The folder.</summary>
    public string Root { get; } = root;

    /// <summary>Folder of a version, whether it exists or not.</summary>
    public string VersionDirectory(string category, string view, int version) =>
        Path.Combine(ViewDirectory(category, view), version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Published versions, ascending.</summary>
    public IReadOnlyList<int> Versions(string category, string view)
    {
        var folder = ViewDirectory(category, view);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateDirectories(folder).Select(Number).Where(n => n > 0).Order()];
    }

    /// <summary>Categories and views that have an active version.</summary>
    public IReadOnlyList<(string Category, string View)> Installed() => !Directory.Exists(Root)
        ? []
        : [.. Directory.EnumerateDirectories(Root)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(folder => File.Exists(Path.Combine(folder, ActiveFile)))
            .Select(folder => (Path.GetFileName(Path.GetDirectoryName(folder)!), Path.GetFileName(folder)))
            .Order()];

    /// <summary>The active version; null when none was ever activated.</summary>
    /// <exception cref="ModelBundleException">The file is damaged.</exception>
    public ActiveVersions? ReadActive(string category, string view)
    {
        var path = Path.Combine(ViewDirectory(category, view), ActiveFile);
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        var current = lines.Length > 0 ? Number(lines[0]) : 0;
        var previous = lines.Length > 1 ? Number(lines[1]) : 0;
        return current > 0
            ? new ActiveVersions(current, previous > 0 ? previous : null)
            : throw new ModelBundleException($"'{path}' names no version; activate one again");
    }

    /// <summary>Writes the active version, atomically.</summary>
    public void WriteActive(string category, string view, ActiveVersions versions)
    {
        var path = Path.Combine(ViewDirectory(category, view), ActiveFile);
        var temporary = $"{path}.tmp";
        using (var stream = File.Create(temporary))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{versions.Current}\n{versions.Previous}\n"));
            writer.Flush();
            stream.Flush(true);
        }

        File.Move(temporary, path, true);
    }

    private string ViewDirectory(string category, string view) => Names.IsCategory(category) && Names.IsName(view)
        ? Path.Combine(Root, category, view)
        : throw new ModelBundleException(
            $"category '{category}' and view '{view}' must be 1 to 16 and 1 to 32 of [a-z0-9_-]");

    private static int Number(string path) =>
        int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
}
