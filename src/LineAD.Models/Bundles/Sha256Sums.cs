using System.Security.Cryptography;
using LineAD.Core.Errors;

namespace LineAD.Models.Bundles;

/// <summary>The file of hashes: one line per file, 64 hex digits, two spaces, relative path with slashes.</summary>
internal static class Sha256Sums
{
    private const int HashDigits = 64;

    /// <summary>Lines for all files of a folder, in ordinal order.</summary>
    internal static string Of(string directory) =>
        string.Concat(Files(directory).Select(file => $"{HashOf(Path.Combine(directory, file))}  {file}\n"));

    /// <summary>Checks that every file has its hash and that no file is missing or unlisted.</summary>
    internal static void Verify(string directory)
    {
        var path = Path.Combine(directory, BundleFiles.Sums);
        var listed = Read(path);
        var present = Files(directory).ToHashSet(StringComparer.Ordinal);
        foreach (var file in present.Where(file => !listed.ContainsKey(file)))
        {
            throw Damaged(directory, $"'{file}' is not listed in {BundleFiles.Sums}");
        }

        foreach (var (file, hash) in listed)
        {
            if (!present.Contains(file))
            {
                throw Damaged(directory, $"'{file}' is missing");
            }

            if (HashOf(Path.Combine(directory, file)) != hash)
            {
                throw Damaged(directory, $"'{file}' does not have the SHA-256 that {BundleFiles.Sums} lists");
            }
        }
    }

    internal static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static Dictionary<string, string> Read(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!File.Exists(path))
        {
            throw Damaged(directory, $"{BundleFiles.Sums} is missing");
        }

        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length < HashDigits + 3 || !sums.TryAdd(line[(HashDigits + 2)..], line[..HashDigits]))
            {
                throw Damaged(directory, $"{BundleFiles.Sums} has the unusable line '{line}'");
            }
        }

        return sums;
    }

    private static IEnumerable<string> Files(string directory) => Directory
        .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(directory, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(file => file != BundleFiles.Sums)
        .Order(StringComparer.Ordinal);

    private static ModelBundleException Damaged(string directory, string finding) =>
        new($"bundle '{directory}': {finding}; copy the bundle again, or train it again");
}
