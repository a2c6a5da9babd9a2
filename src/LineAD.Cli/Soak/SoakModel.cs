using System.Diagnostics;
using System.Globalization;
using LineAD.Imaging;
using LineAD.Simulation.Parts;

namespace LineAD.Cli.Soak;

/// <summary>
/// A small real model and its parts, made once for a folder: 96×96, a hundred steps on drawn parts. Whether it judges right does not
/// matter to a soak; that it passes some parts and rejects some does, and that it leaves the processor free.
/// </summary>
internal sealed class SoakModel(string folder)
{
    public const string Category = "soak";
    private const int Size = 96;
    private const int Noises = 8;

    public string Models => Path.Combine(folder, "models");

    private string Parts => Path.Combine(folder, "parts");

    /// <summary>Drawn parts, and noise that any model rejects.</summary>
    public IReadOnlyList<SimulatedPart> ReadParts() =>
        [.. FolderParts.ReadTest(Parts), .. Enumerable.Range(1, Noises).Select(Noise)];

    /// <summary>Makes it unless it is there.</summary>
    /// <exception cref="InvalidOperationException">The training failed; the message holds its output.</exception>
    public async Task EnsureAsync(string executable, CancellationToken cancellationToken)
    {
        var done = Path.Combine(folder, "model.done");
        if (File.Exists(done))
        {
            return;
        }

        Console.WriteLine("Training a small model on drawn parts, once for this folder.");
        SyntheticFolder.Write(Parts, new PartCounts(40, 24, 2), seed: 11, size: 128);
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "train", Parts, "--category", Category, "--size", Size.ToString(CultureInfo.InvariantCulture), "--steps", "120", "--batch", "4",
            "--models", Models, "--no-test",
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var train = Process.Start(start)!;
        await using var stop = cancellationToken.Register(() => train.Kill());
        var output = train.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await train.StandardError.ReadToEndAsync(cancellationToken);
        await train.WaitForExitAsync(cancellationToken);
        if (train.ExitCode != ExitCodes.Ok)
        {
            throw new InvalidOperationException($"The soak's model could not be made: {await output}{error}");
        }

        await File.WriteAllTextAsync(done, "", cancellationToken);
    }

    private static SimulatedPart Noise(int seed)
    {
        var pixels = new byte[Size * Size * 3];
        new Random(seed).NextBytes(pixels);
        return new SimulatedPart($"noise-{seed}", ImageFiles.EncodePng(new RgbImage(pixels, Size, Size)), "image/png", true);
    }
}
