namespace LineAD.Simulation.Parts;

/// <summary>Reads the test images of an MVTec-style folder: <c>test/good</c> and <c>test/{defect}</c>.</summary>
public static class FolderParts
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".bmp"] = "image/bmp",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
    };

    /// <summary>Whether <paramref name="folder"/> has the layout.</summary>
    public static bool IsCategory(string folder) =>
        Directory.Exists(Path.Combine(folder, "train", "good")) && Directory.Exists(Path.Combine(folder, "test"));

    /// <summary>All test images, in the order of their names.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no <c>test</c> folder.</exception>
    public static IReadOnlyList<SimulatedPart> ReadTest(string folder)
    {
        var test = Path.Combine(folder, "test");
        if (!Directory.Exists(test))
        {
            throw new DirectoryNotFoundException(
                $"{test} does not exist. Name a folder with train/good, test/good and test/<defect>.");
        }

        var parts = new List<SimulatedPart>();
        foreach (var file in Directory.EnumerateFiles(test, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (ContentTypes.TryGetValue(Path.GetExtension(file), out var type))
            {
                var kind = Path.GetFileName(Path.GetDirectoryName(file)!);
                parts.Add(new SimulatedPart(Path.GetRelativePath(test, file), File.ReadAllBytes(file), type, kind != "good"));
            }
        }

        return parts;
    }
}
