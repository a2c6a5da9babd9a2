using System.Diagnostics;
using LineAD.Imaging;
using LineAD.Simulation.Parts;

namespace LineAD.EndToEnd.Tests.Support;

/// <summary>
/// A real model made by <c>linead train</c>, once for the test run: 96×96, a hundred steps on drawn parts. What it gets right
/// does not matter here, that it scores, rejects some and passes some does.
/// </summary>
internal static class SmallModel
{
    public const string Category = "e2e";
    private const int Size = 96;
    private static readonly Lazy<string> Folder = new(Make);

    public static string Models => Path.Combine(Folder.Value, "models");

    /// <summary>Drawn parts and noise, so that some pass and some are rejected whatever the model has learnt.</summary>
    public static IReadOnlyList<SimulatedPart> Parts =>
        [.. FolderParts.ReadTest(Path.Combine(Folder.Value, "parts")), .. Enumerable.Range(1, 5).Select(Noise)];

    private static SimulatedPart Noise(int seed)
    {
        var pixels = new byte[Size * Size * 3];
        new Random(seed).NextBytes(pixels);
        return new SimulatedPart($"noise-{seed}", ImageFiles.EncodePng(new RgbImage(pixels, Size, Size)), "image/png", true);
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("linead-e2e-model-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var parts = Path.Combine(folder, "parts");
        SyntheticFolder.Write(parts, new PartCounts(40, 6, 1), seed: 11, size: 128);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "linead"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            "train", parts, "--category", Category, "--size", $"{Size}", "--steps", "120", "--batch", "4", "--models", Path.Combine(folder, "models"),
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var train = Process.Start(start)!;
        var output = train.StandardOutput.ReadToEndAsync();
        var error = train.StandardError.ReadToEnd();
        train.WaitForExit();
        train.ExitCode.ShouldBe(0, output.Result + error);
        return folder;
    }
}
