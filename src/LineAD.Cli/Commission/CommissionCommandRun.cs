using LineAD.Cli.Learning;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Training.Commissioning;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using LineAD.Training.Runs;

namespace LineAD.Cli.Commission;

/// <summary>Captures good parts from the line, shows them, trains and calibrates, and says what to expect.</summary>
internal sealed class CommissionCommandRun(CommissionSettings settings)
{
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Runs; the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CheckNames();

        // Before the line is asked to run parts: what cannot be trained with is better said now.
        var options = settings.Teachers.For(settings.Teacher);
        Devices.Select(options);
        using var teacher = TrainingTeacher.Load(settings.Teacher, options);
        var training = Training();
        if (settings.Scope is { } scope)
        {
            await CaptureAsync(scope, cancellationToken);
        }

        var good = CategoryDataset.Load(settings.Data).Good;
        if (good.Count < GoodPartSplit.MinimumParts)
        {
            throw new DatasetException([new DatasetProblem(
                Path.Combine(settings.Data, "train", "good"), $"has {good.Count} images.",
                $"Commissioning needs {GoodPartSplit.MinimumParts}, and 20 to be of use.")]);
        }

        return Learn(good, teacher, training, options, cancellationToken);
    }

    private async Task CaptureAsync(CaptureScope scope, CancellationToken cancellationToken)
    {
        foreach (var note in scope.Notes)
        {
            Console.WriteLine(note);
        }

        var frames = new CapturedFrames(settings.Data);
        if (frames.Count > 0)
        {
            Console.WriteLine($"{settings.Data} has {frames.Count} parts already.");
        }

        var capture = new FrameCapture(settings, scope, _time);
        await capture.RunAsync(frames, Console.WriteLine, cancellationToken);
        Console.WriteLine($"Captured: {frames.Count} parts in {Path.Combine(settings.Data, "train", "good")}; "
            + $"{frames.Refused} frames refused, {capture.Dropped} not taken because they came too fast.");
    }

    private TrainingOptions Training()
    {
        var training = settings.Options with { Bf16 = TrainRun.UsesBf16(settings.Precision) };
        _ = TrainingRecipes.Get(training.Architecture);
        if (training.FirstProblem() is { } problem)
        {
            throw new ModelBundleException(problem);
        }

        return settings.TargetFalseReject is > 0 and < 0.5
            ? training
            : throw new ModelBundleException($"--target-false-reject {settings.TargetFalseReject}: must be above 0 and below 0.5; use 0.01.");
    }

    private int Learn(
        IReadOnlyList<GoodPart> good, TrainingTeacher teacher, TrainingOptions training, ModelOptions options, CancellationToken cancellationToken)
    {
        if (StepAdvice.For(training, good.Count) is { } advice)
        {
            Console.Error.WriteLine(advice);
        }

        var store = new BundleStore(options.Directory);
        Directory.CreateDirectory(Path.GetDirectoryName(store.VersionDirectory(settings.Category, settings.View, 1))!);
        var run = new CommissionRun(training, teacher, _time)
        {
            Folds = settings.Folds,
            TargetFalseReject = settings.TargetFalseReject,
            Started = (number, all) => Console.Error.WriteLine($"training {number} of {all}"),
        };
        var (model, findings) = run.Execute(good, cancellationToken);
        using var owned = model;
        var bundle = new BundleExporter(store, _time)
            .Export(model, new BundleTarget(settings.Category, settings.View), commissioning: findings);
        Console.WriteLine();
        foreach (var sentence in CommissionText.Of(findings).Concat(model.Sensitivity.Sentences()))
        {
            Console.WriteLine($"- {sentence}");
        }

        Console.WriteLine();
        Console.WriteLine($"Bundle: {bundle.Directory}");
        Console.WriteLine($"Report: {Path.Combine(bundle.Directory, BundleFiles.ReportFolder, "index.html")}");
        return ExitCodes.Ok;
    }

    private void CheckNames()
    {
        if (!Names.IsCategory(settings.Category))
        {
            throw Bad("--category", settings.Category, "Use 1 to 16 of a-z, 0-9, _ and -.");
        }

        foreach (var (option, name) in new[]
        {
            ("--view", settings.View), ("--root", settings.Root), ("--line", settings.Scope?.Station.Line),
            ("--station", settings.Scope?.Station.Station),
        }.Concat(settings.Scope?.Cameras?.Select(c => ("--camera", (string?)c)) ?? []))
        {
            if (name is not null && !Names.IsName(name))
            {
                throw Bad(option, name, "Use 1 to 32 of a-z, 0-9, _ and -, but not cmd, dlq or unknown.");
            }
        }
    }

    private static LineAdConfigurationException Bad(string option, string value, string remedy) =>
        new([new ConfigurationError(option, $"'{value}' cannot be a topic level or folder.", remedy)]);
}
