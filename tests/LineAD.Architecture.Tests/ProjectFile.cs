using System.Xml.Linq;

namespace LineAD.Architecture.Tests;

/// <summary>What a project file names: other projects, packages, vendor packages behind the seam.</summary>
internal sealed record ProjectFile(
    string Name,
    string Path,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Vendors)
{
    public static IReadOnlyList<ProjectFile> Below(string folder) =>
        [.. Checkout.Files(folder, ".csproj").Select(Read)];

    public override string ToString() => Name;

    private static ProjectFile Read(string path)
    {
        var root = XDocument.Parse(Checkout.Read(path)).Root!;
        return new ProjectFile(
            System.IO.Path.GetFileNameWithoutExtension(path),
            path.Replace('\\', '/'),
            [.. Includes(root, "ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include))],
            Includes(root, "PackageReference"),
            Includes(root, "VendorReference"));
    }

    private static List<string> Includes(XElement root, string item) =>
        [.. root.Descendants(item).Select(element => element.Attribute("Include")!.Value).Order(StringComparer.Ordinal)];
}
