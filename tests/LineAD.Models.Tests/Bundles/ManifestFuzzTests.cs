using System.Text;
using System.Text.Json;
using LineAD.Core.Errors;
using LineAD.Models.Bundles;
using LineAD.Testing.Fuzzing;

namespace LineAD.Models.Tests.Bundles;

/// <summary>Damaged manifests end in a <see cref="ModelBundleException"/> or are still valid; nothing else.</summary>
public sealed class ManifestFuzzTests
{
    private static readonly byte[][] Tokens =
    [
        .. "null [] {} -1 1e999 \"x\" true [null] 99999999999999 \"..\" \\ud800 , : NaN 0.00001".Split(' ').Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void ParseManifest_MutatedJson_FailsCleanlyOrReads()
    {
        using var bundles = new TestBundles();
        var original = JsonSerializer.SerializeToUtf8Bytes(bundles.Manifest("cookie", 1, 0.5), BundleJson.Options);
        BundleReader.ParseManifest(original, "bundle.json").Category.ShouldBe("cookie");
        var fuzzer = new Fuzzer([original, .. Changed(original)], Tokens);
        fuzzer.Run(
            bytes => BundleReader.ParseManifest(bytes, "bundle.json").Architecture,
            e => e is ModelBundleException && e.Message.Contains("bundle.json", StringComparison.Ordinal));
        fuzzer.Answers.ShouldBeGreaterThan(50);
    }

    // Another value where one stood: after each colon, up to the end of the line.
    private static IEnumerable<byte[]> Changed(byte[] original)
    {
        var text = Encoding.UTF8.GetString(original);
        foreach (var at in Enumerable.Range(0, text.Length).Where(k => text[k] == ':').Select(k => k + 1))
        {
            foreach (var token in Tokens.Take(8))
            {
                yield return Encoding.UTF8.GetBytes(
                    text[..at] + Encoding.UTF8.GetString(token) + text[text.IndexOfAny([',', '\n'], at)..]);
            }
        }
    }
}
