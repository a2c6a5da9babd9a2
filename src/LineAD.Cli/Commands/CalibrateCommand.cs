using System.CommandLine;
using System.Globalization;
using LineAD.Cli.Learning;
using LineAD.Training.Data;
using LineAD.Training.Runs;

namespace LineAD.Cli.Commands;

/// <summary><c>linead calibrate</c>: new thresholds for a bundle, published as its next version.</summary>
internal static class CalibrateCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var bundle = new Argument<DirectoryInfo>("bundle")
        {
            Description = "Folder of a bundle, or of a view for its active version.",
        };
        var data = new Argument<DirectoryInfo>("data")
        {
            Description = "MVTec-style folder that the bundle was trained on, or newer good parts with --all.",
        };
        var target = new Option<double>("--target-false-reject")
        {
            Description = "Wanted share of good parts rejected.",
            DefaultValueFactory = _ => 0.01,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the training's split.",
            DefaultValueFactory = _ => 111,
        };
        var all = new Option<bool>("--all")
        {
            Description = "Calibrate on all of train/good; only for parts that the model has not learnt from.",
        };
        var places = new TeacherOptionSet();
        var command = new Command("calibrate", "New thresholds from good parts. "
            + "Exit codes: 0 done, 2 bad data, 3 bad bundle or teacher.")
        {
            bundle, data, target, seed, all,
        };
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() =>
        {
            var good = CategoryDataset.Load(p.GetRequiredValue(data).FullName).Good;
            var split = p.GetValue(all) ? null : GoodPartSplit.Draw(good, p.GetValue(seed));
            var parts = split?.HeldOut ?? GoodPartSplit.NewParts(good);
            using var open = new OpenBundle(p.GetRequiredValue(bundle).FullName, places.Read(p));
            var published = new Recalibration(open.Store).Publish(
                open.Scorer, parts, split?.Training ?? [], p.GetValue(target));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{published.Directory}: threshold {published.Manifest.Calibration.ImageThreshold:0.0000}, "
                + $"{parts.Count} parts."));
            return Task.FromResult(ExitCodes.Ok);
        }));
        return command;
    }
}
