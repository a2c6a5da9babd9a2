using System.Text.Json;
using LineAD.Core.Errors;

namespace LineAD.Models.Bundles;

/// <summary>Opens bundles; nothing in one is believed before it is verified.</summary>
public static class BundleReader
{
    /// <summary>Verifies the hashes of all files and every field of the manifest.</summary>
    /// <param name="directory">Folder of one version.</param>
    /// <exception cref="ModelBundleException">Unusable; names the file, the finding and the remedy.</exception>
    public static Bundle Open(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new ModelBundleException(
                $"bundle '{directory}' does not exist; train that version, or name another one");
        }

        try
        {
            Sha256Sums.Verify(directory);
            var manifest = ReadManifest(directory);
            CheckFiles(directory, manifest);
            var hash = Sha256Sums.HashOf(Path.Combine(directory, BundleFiles.Weights));
            return new Bundle(directory, manifest, hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelBundleException($"bundle '{directory}' can not be read ({e.Message}); check permissions", e);
        }
    }

    private static BundleManifest ReadManifest(string directory)
    {
        var path = Path.Combine(directory, BundleFiles.Manifest);
        return ParseManifest(File.ReadAllBytes(path), path);
    }

    /// <summary>Parses and checks a manifest; <paramref name="path"/> is for messages.</summary>
    internal static BundleManifest ParseManifest(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<BundleManifest>(json, BundleJson.Options)
                ?? throw new JsonException("it is null");
            return ManifestRules.FirstBroken(manifest) is { } broken
                ? throw new ModelBundleException(
                    $"bundle manifest '{path}': {broken}; train it again with this version")
                : manifest;
        }
        catch (JsonException e)
        {
            throw new ModelBundleException(
                $"bundle manifest '{path}' is not valid ({e.Message}); train it again with this version", e);
        }
    }

    private static void CheckFiles(string directory, BundleManifest manifest)
    {
        var files = manifest.References.Select(r => r.File).Prepend(BundleFiles.Weights);
        foreach (var file in files)
        {
            if (!File.Exists(Path.Combine(directory, file)))
            {
                throw new ModelBundleException($"bundle '{directory}': '{file}' is missing; copy the bundle again");
            }
        }
    }
}
