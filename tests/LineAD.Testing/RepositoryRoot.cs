namespace LineAD.Testing;

/// <summary>Finds files of the checkout that the tests run from.</summary>
public static class RepositoryRoot
{
    /// <summary>Folder of <c>LineAD.sln</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path below it.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "LineAD.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No LineAD.sln above {AppContext.BaseDirectory}; run the tests in the checkout.");
    }
}
