namespace LineAD.Architecture.Tests;

/// <summary>The checkout that these tests were built from, as files.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>All files with one of the extensions below a folder of the checkout, as paths from its root.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] extensions)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => extensions.Contains(Path.GetExtension(file)))
                .Select(file => Path.GetRelativePath(Root, file))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LineAD.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No LineAD.sln above {start}: run these tests inside a checkout.");
    }
}
