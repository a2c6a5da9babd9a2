namespace LineAD.Models.Tests;

/// <summary>
/// A test that needs the ImageNet teachers kept beside the checkout (shared/weights); skipped without them.
/// </summary>
public sealed class SharedWeightsFactAttribute : FactAttribute
{
    private static readonly string? Folder = Find();

    public SharedWeightsFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "shared/weights is not beside the checkout";
        }
    }

    internal static string PathOf(string name) => Path.Combine(Folder!, name);

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "weights");
            if (File.Exists(Path.Combine(folder, "fixture.json")))
            {
                return folder;
            }
        }

        return null;
    }
}
