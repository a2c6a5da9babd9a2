using System.Globalization;
using LineAD.Models.Bundles;

namespace LineAD.Cli.Learning;

/// <summary>What the models commands do.</summary>
internal static class ModelsRun
{
    public static int List(TeacherSettings settings)
    {
        var store = new BundleStore(settings.Models);
        foreach (var (category, view) in store.Installed())
        {
            var versions = string.Join(", ", store.Versions(category, view));
            var active = store.ReadActive(category, view)?.Current;
            Console.WriteLine($"{category}/{view}: versions {versions}, active {active}");
        }

        return ExitCodes.Ok;
    }

    public static int Verify(string path, TeacherSettings settings)
    {
        using var open = new OpenBundle(path, settings);
        var bundle = open.Scorer.Bundle;
        var failures = 0;
        foreach (var reference in bundle.Manifest.References)
        {
            var score = open.Scorer.Score(bundle.PathOf(reference)).Score;
            var allowed = bundle.Manifest.ReferenceTolerance * Math.Max(1, reference.Score);
            var isSound = Math.Abs(score - reference.Score) <= allowed;
            failures += isSound ? 0 : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(isSound ? "ok  " : "FAIL")} {reference.File}: {score:0.0000}, expected {reference.Score:0.0000}"));
        }

        Console.WriteLine(failures == 0
            ? $"{bundle.Directory}: sound"
            : $"{bundle.Directory}: {failures} reference scores differ; train again");
        return failures == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
