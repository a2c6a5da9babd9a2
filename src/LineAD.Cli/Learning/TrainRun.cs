using System.Globalization;
using LineAD.Core.Errors;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;
using LineAD.Training.Runs;

namespace LineAD.Cli.Learning;

/// <summary>
/// Trains a category and publishes its bundle; resumes by itself when a run of the same settings was cut off.
/// </summary>
internal sealed class TrainRun(TrainSettings settings)
{
    public int Execute(CancellationToken cancellationToken)
    {
        var options = settings.Teachers.For(settings.Teacher);
        Devices.Select(options);
        var dataset = CategoryDataset.Load(settings.Data);
        var target = new BundleTarget(settings.Category ?? dataset.Name.ToLowerInvariant(), settings.View);
        var store = new BundleStore(options.Directory);
        Directory.CreateDirectory(Path.GetDirectoryName(store.VersionDirectory(target.Category, target.View, 1))!);
        using var teacher = TrainingTeacher.Load(settings.Teacher, options);
        if (StepAdvice.For(settings.Options, dataset.Good.Count) is { } advice)
        {
            Console.Error.WriteLine(advice);
        }

        using var model = Run(teacher, store, target).Execute(dataset.Good, cancellationToken);
        var test = Test(model, dataset);
        var bundle = new BundleExporter(store, TimeProvider.System).Export(model, target, test);
        Say(model, bundle);
        if (test is not null)
        {
            EvaluateRun.Print(test.Evaluation.Metrics);
        }

        Console.WriteLine($"Report: {Path.Combine(bundle.Directory, BundleFiles.ReportFolder, "index.html")}");
        return ExitCodes.Ok;
    }

    // Everything about the model is fixed by now; the test parts only go into its report.
    private TestResult? Test(TrainedModel model, CategoryDataset dataset) => dataset.Test.Count == 0 || !settings.Test
        ? null
        : new TestResult(dataset.Test, [.. model.Score(dataset.Test)]);

    private TrainingRun Run(TrainingTeacher teacher, BundleStore store, BundleTarget target) =>
        new(settings.Options with { Bf16 = UsesBf16(settings.Precision) }, teacher, TimeProvider.System)
        {
            TargetFalseReject = settings.TargetFalseReject,
            CheckpointPath = Path.Combine(store.Root, target.Category, target.View, ".checkpoint"),
            Progress = progress => Console.Error.WriteLine(Line(progress)),
        };

    internal static bool UsesBf16(string precision) => precision switch
    {
        "fp32" => false,
        "bf16" => true,
        "auto" => TrainingPrecision.PrefersBf16(),
        _ => throw new LineAdConfigurationException([new ConfigurationError(
            "--precision", $"'{precision}' is unknown.", "Give auto, fp32 or bf16.")]),
    };

    internal static string Line(TrainingProgress p) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {p.Step}/{p.Steps}  loss {p.Loss:0.0000}{HeldOut(p)}  {p.Elapsed:mm\\:ss} gone, {p.Remaining:mm\\:ss} to go");

    private static string HeldOut(TrainingProgress p) => double.IsNaN(p.HeldOutLoss)
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"  held-out {p.HeldOutLoss:0.0000}");

    private static void Say(TrainedModel model, Bundle bundle)
    {
        var c = bundle.Manifest.Calibration;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{bundle.Directory}: trained in {model.TrainingSeconds:0.0} s on {model.Split.Training.Count} parts, ")
            + $"calibrated on {c.HeldOut} ({c.Method}).");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Expected false rejects {c.ExpectedFalseReject:0.0 %} (95 % interval {c.ExpectedFalseRejectLow:0.00 %} ")
            + c.ExpectedFalseRejectHigh.ToString("to 0.0 %).", CultureInfo.InvariantCulture));
        foreach (var sentence in model.Sensitivity.Sentences())
        {
            Console.WriteLine(sentence);
        }
    }
}
