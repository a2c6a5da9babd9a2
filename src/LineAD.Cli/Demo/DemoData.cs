using LineAD.Simulation.Parts;

namespace LineAD.Cli.Demo;

/// <summary>The images that a demo runs on.</summary>
/// <param name="Folder">MVTec-style folder.</param>
/// <param name="Category">Category name, from the folder's name.</param>
/// <param name="Origin">For people: where the images come from.</param>
/// <param name="Steps">Training steps that such images need.</param>
internal sealed record DemoData(string Folder, string Category, string Origin, int Steps)
{
    private const int UsualSteps = 200;
    private const int DrawnSteps = 300;
    private const int TrainGood = 90;
    private const int TestGood = 24;
    private const int TestPerDefect = 6;

    /// <summary>
    /// The folder that the user names; else the evaluation images beside the checkout; else parts drawn by the program into
    /// <paramref name="outFolder"/>.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The folder named does not have the layout.</exception>
    public static DemoData Choose(string? named, string outFolder)
    {
        if (named is not null)
        {
            return FolderParts.IsCategory(named)
                ? Of(named, "the folder you named")
                : throw new DirectoryNotFoundException(
                    $"--data {named}: there is no train/good and test folder in it. Name one category of an MVTec-style data set.");
        }

        var shared = SharedFolder();
        return shared is not null ? Of(shared, "real images beside the checkout") : Draw(Path.Combine(outFolder, "parts"));
    }

    private static DemoData Draw(string folder)
    {
        if (!FolderParts.IsCategory(folder))
        {
            var temporary = folder + ".new";
            SyntheticFolder.Write(temporary, new PartCounts(TrainGood, TestGood, TestPerDefect), seed: 7);
            Directory.Move(temporary, folder);
        }

        return new DemoData(folder, "flange", "synthetic parts drawn by the program", DrawnSteps);
    }

    private static string? SharedFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LineAD.sln")))
            {
                var data = Path.Combine(folder.Parent?.FullName ?? "", "shared", "data", "hazelnut");
                return FolderParts.IsCategory(data) ? data : null;
            }
        }

        return null;
    }

    private static DemoData Of(string folder, string origin)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToLowerInvariant();
        var category = new string([.. name.Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-').Take(16)]);
        return new DemoData(folder, category.Length == 0 ? "part" : category, origin, UsualSteps);
    }
}
