using System.Text;
using System.Text.Json;
using LineAD.Core.Errors;

namespace LineAD.Models.Bundles;

/// <summary>Publishes bundles: written beside, flushed to the disk, verified, then renamed; never half there.</summary>
public static class BundleWriter
{
    /// <summary>Publishes a bundle as a new version.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="content">What.</param>
    /// <returns>The published bundle, read back and verified.</returns>
    /// <exception cref="ModelBundleException">The manifest breaks a rule, or that version exists.</exception>
    public static Bundle Publish(BundleStore store, BundleContent content)
    {
        var manifest = content.Manifest;
        if (ManifestRules.FirstBroken(manifest) is { } broken)
        {
            throw new ModelBundleException(
                $"the manifest of {manifest.Category}/{manifest.View} is not usable: {broken}");
        }

        var target = store.VersionDirectory(manifest.Category, manifest.View, manifest.Version);
        if (Directory.Exists(target))
        {
            throw new ModelBundleException(
                $"bundle '{target}' exists; versions are never replaced, take the next number");
        }

        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".tmp-{manifest.Version}-{Guid.NewGuid():n}");
        try
        {
            WriteAll(temporary, content);
            BundleReader.Open(temporary);
            Directory.Move(temporary, target);
            return BundleReader.Open(target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, true);
            }
        }
    }

    private static void WriteAll(string directory, BundleContent content)
    {
        Directory.CreateDirectory(Path.Combine(directory, BundleFiles.ReferenceFolder));
        Write(directory, BundleFiles.Weights, content.WriteWeights);
        Write(directory, BundleFiles.Report, stream => stream.Write(content.ReportJson.Span));
        foreach (var (name, bytes) in content.References.Concat(content.ReportFiles))
        {
            Write(directory, name, stream => stream.Write(bytes));
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(content.Manifest, BundleJson.Options);
        Write(directory, BundleFiles.Manifest, stream => stream.Write(json));
        Write(directory, BundleFiles.Sums, stream => stream.Write(Encoding.UTF8.GetBytes(Sha256Sums.Of(directory))));
    }

    private static void Write(string directory, string name, Action<Stream> write)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        write(stream);
        stream.Flush(true);
    }
}
