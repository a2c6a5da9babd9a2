using System.Text.Json;
using LineAD.Core.Errors;
using LineAD.Models.Bundles;

namespace LineAD.Models.Tests.Bundles;

/// <summary>Damaged manifests end in a <see cref="ModelBundleException"/> or are still valid; nothing else.</summary>
public sealed class ManifestFuzzTests
{
    private const int Rounds = 3000;
    private static readonly string[] Tokens =
        ["null", "[]", "{}", "-1", "1e999", "\"x\"", "true", "[null]", "99999999999999"];

    [Fact]
    public void ParseManifest_MutatedJson_FailsCleanlyOrReads()
    {
        using var bundles = new TestBundles();
        var original = JsonSerializer.SerializeToUtf8Bytes(bundles.Manifest("cookie", 1, 0.5), BundleJson.Options);
        BundleReader.ParseManifest(original, "bundle.json").Category.ShouldBe("cookie");
        var random = new Random(20261121);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                BundleReader.ParseManifest(Mutate(original, random), "bundle.json");
            }
            catch (ModelBundleException e)
            {
                refused++;
                e.Message.ShouldContain("bundle.json");
            }
        }

        refused.ShouldBeGreaterThan(Rounds / 2);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        if (random.Next(2) == 0)
        {
            var bytes = (byte[])original.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return bytes;
        }

        // Another value where one stood: after a colon, up to the end of the line.
        var text = System.Text.Encoding.UTF8.GetString(original);
        var colons = Enumerable.Range(0, text.Length).Where(k => text[k] == ':').ToArray();
        var at = colons[random.Next(colons.Length)] + 1;
        var end = text.IndexOfAny([',', '\n'], at);
        return System.Text.Encoding.UTF8.GetBytes(text[..at] + Tokens[random.Next(Tokens.Length)] + text[end..]);
    }
}
