using System.Diagnostics;
using LineAD.Core.Configuration;
using LineAD.Imaging;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Simulation.Parts;

namespace LineAD.Cli.Bench;

/// <summary>
/// A bundle whose scores mean nothing and whose costs are real: random teacher, two training steps, and a threshold that
/// rejects one frame in ten of the bench's own deck.
/// </summary>
internal sealed class BenchBundle(BenchSettings settings, string folder, string executable)
{
    public const string Category = "bench";
    private const int GoodParts = 27;
    private const int OddParts = 12;
    private const int RejectsOfDeck = 3;

    public string Models => Path.Combine(folder, "models");

    public string TeacherFile => Path.Combine(folder, $"{settings.Teacher}.safetensors");

    public ModelOptions Options => new() { Directory = Models, Teachers = { [settings.Teacher] = TeacherFile } };

    /// <summary>Makes it; returns the deck, a tenth of which it rejects.</summary>
    public async Task<IReadOnlyList<SimulatedPart>> MakeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await OwnThread.RunAsync(() => RandomTeacher.Write(settings.Teacher, TeacherFile, seed: 1), cancellationToken);
        var good = BenchImages.Good(GoodParts, settings.Size);
        WriteTraining(good);
        await TrainAsync(cancellationToken);
        var candidates = good.Concat(BenchImages.Odd(OddParts, settings.Size)).ToArray();
        double[] scores;
        using (var scorer = await LocalScorer.LoadAsync(Options, Category, cancellationToken))
        {
            scores = await OwnThread.RunAsync<double[]>(() => [.. candidates.Select(c => scorer.Score(c.Image))], cancellationToken);
        }

        Array.Sort(scores, candidates);
        var (passes, rejects) = (candidates[..GoodParts], candidates[^RejectsOfDeck..]);
        Publish((scores[GoodParts - 1] + scores[^RejectsOfDeck]) / 2);
        return [.. passes, .. rejects];
    }

    private void WriteTraining(IReadOnlyList<SimulatedPart> good)
    {
        var train = Directory.CreateDirectory(Path.Combine(folder, "parts", "train", "good"));
        foreach (var part in good)
        {
            ImageFiles.WritePng(Path.Combine(train.FullName, part.Name + ".png"), ImageFiles.DecodeRgb(part.Image, part.Name));
        }
    }

    private async Task TrainAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "train", Path.Combine(folder, "parts"), "--category", Category, "--architecture", settings.Architecture, "--teacher",
            settings.Teacher, "--teacher-file", TeacherFile, "--models", Models, "--steps", "2", "--size",
            settings.Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var train = Process.Start(start)!;
        var output = train.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await train.StandardError.ReadToEndAsync(cancellationToken);
        await train.WaitForExitAsync(cancellationToken);
        if (train.ExitCode != ExitCodes.Ok)
        {
            throw new InvalidOperationException($"The bench's model could not be made: {await output}{error}");
        }
    }

    /// <summary>Publishes the bundle again with its threshold multiplied by <paramref name="factor"/>.</summary>
    private void Publish(double factor)
    {
        var store = new BundleStore(Models);
        var first = BundleReader.Open(store.VersionDirectory(Category, "main", 1));
        var calibration = first.Manifest.Calibration;
        var manifest = first.Manifest with
        {
            Version = 2,
            Calibration = calibration with
            {
                ImageThreshold = calibration.ImageThreshold * factor,
                PixelThreshold = calibration.PixelThreshold * factor,
            },
            References = [.. first.Manifest.References.Select(r => r with { Score = r.Score / factor })],
        };
        var references = first.Manifest.References.ToDictionary(r => r.File, r => File.ReadAllBytes(first.PathOf(r)));
        BundleWriter.Publish(store, new BundleContent(
            manifest,
            stream => stream.Write(File.ReadAllBytes(first.WeightsPath)),
            references,
            File.ReadAllBytes(Path.Combine(first.Directory, BundleFiles.Report))));
        store.WriteActive(Category, "main", new ActiveVersions(2, 1));
    }
}
