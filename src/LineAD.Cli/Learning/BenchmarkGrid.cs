using System.Diagnostics;
using System.Globalization;
using LineAD.Models.Serving;
using LineAD.Training.Benchmarking;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using LineAD.Training.Runs;

namespace LineAD.Cli.Learning;

/// <summary>
/// Runs what is missing of the grid, each run in a process of its own at low priority, so that a run that dies takes nothing along
/// and the machine stays usable; the page is made anew after every run. That process is this command again, with
/// <c>--in-process</c>; it makes no page.
/// </summary>
internal sealed class BenchmarkGrid(BenchmarkSettings settings)
{
    private const string Page = "README.md";
    private const string DefaultPlan = "benchmark.json";
    private const string Notes = "notes.md";
    private readonly BenchmarkPlan _plan = BenchmarkPlan.Read(settings.Plan);
    private readonly BenchmarkStore _store = new(settings.Out);

    /// <summary>Exit code 1 when a run failed; the others went on.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var wanted = _plan.Cases.Where(run => run.Id == settings.Only).ToList();
        wanted = wanted.Count > 0 ? wanted : [.. _plan.Cases.Where(run => run.Id.StartsWith(settings.Only, StringComparison.Ordinal))];
        if (wanted.Count == 0)
        {
            throw new ArgumentException($"--only {settings.Only}: no run begins so; '{settings.Plan}' has {_plan.Cases[0].Id} and others.");
        }

        if (settings.CostsOnly)
        {
            MeasureCosts(wanted);
        }

        var missing = settings.TableOnly || settings.CostsOnly ? [] : wanted.Where(run => settings.Again || _store.Find(run) is null).ToList();
        var there = wanted.Except(missing).Count(run => _store.Find(run) is not null);
        var failed = 0;
        if (settings.InProcess)
        {
            missing.ForEach(run => Execute(run, cancellationToken));
            return ExitCodes.Ok;
        }

        foreach (var (run, i) in missing.Select((run, i) => (run, i + 1)))
        {
            Console.WriteLine($"{i} of {missing.Count}: {run.Id}");
            failed += await ExecuteAsync(run, cancellationToken) ? 0 : 1;
            WritePage();
        }

        WritePage();
        Console.WriteLine($"{Path.Combine(settings.Out, Page)}: {there} of {wanted.Count} runs were there, {missing.Count - failed} done now, {failed} failed.");
        return failed == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private async Task<bool> ExecuteAsync(BenchmarkCase run, CancellationToken cancellationToken)
    {
        using var child = Process.Start(Arguments(run))!;
        await using var stop = cancellationToken.Register(() => child.Kill());
        await child.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (child.ExitCode != ExitCodes.Ok)
        {
            Console.WriteLine($"{run.Id} ended with exit code {child.ExitCode}; going on with the next.");
        }

        return child.ExitCode == ExitCodes.Ok;
    }

    private void Execute(BenchmarkCase run, CancellationToken cancellationToken)
    {
        // On the thread that the workers of libtorch inherit from, before it has any.
        using var self = Process.GetCurrentProcess();
        self.PriorityClass = ProcessPriorityClass.Idle;
        var options = settings.Teachers.For(run.Teacher);
        Devices.Select(options);
        Directory.CreateDirectory(settings.Work);
        var dataset = CategoryDataset.Load(Path.Combine(settings.Data, run.Category), needsTest: true);
        using var teacher = TrainingTeacher.Load(run.Teacher, options);
        var result = new BenchmarkRun(teacher, TimeProvider.System)
        {
            Bf16 = !run.IsReference && TrainingPrecision.PrefersBf16(),
            CheckpointPath = Path.Combine(settings.Work, $"{run.FileName}.checkpoint"),
            Grid = Grid,
            Progress = progress => Console.Error.WriteLine($"{run.Id}  {TrainRun.Line(progress)}"),
        }.Execute(run, dataset, cancellationToken);
        _store.Write(result);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Id}: image AUROC {result.Metrics.ImageAuroc:0.0000}, pixel AP {result.Metrics.PixelAveragePrecision:0.0000}, ")
            + string.Create(CultureInfo.InvariantCulture, $"trained in {result.TrainingSeconds:0} s"));
    }

    private void MeasureCosts(IEnumerable<BenchmarkCase> wanted)
    {
        Devices.Select(settings.Teachers.For(_plan.Teacher));
        var run = new CostRun(TimeProvider.System)
        {
            Progress = (row, cost) => Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row}: {cost.MsPerFrameAlone:0.0} ms alone, {cost.MsPerFrameOfEight:0.0} ms in a batch of eight ({cost.Precision})")),
        };
        foreach (var result in run.Measure(wanted.Select(_store.Find).OfType<BenchmarkResult>()))
        {
            _store.Write(result);
        }
    }

    // Without folders of this machine: results are read by others.
    private string Grid => Path.GetFileName(settings.Plan) == DefaultPlan
        ? string.Empty
        : $" --plan {Shared(settings.Plan)} --out {Shared(settings.Out)}";

    private static string Shared(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(path) : relative;
    }

    private ProcessStartInfo Arguments(BenchmarkCase run)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        List<string> arguments =
        [
            "benchmark", "--in-process", "--again", "--only", run.Id, "--plan", settings.Plan, "--data", settings.Data,
            "--out", settings.Out, "--work", settings.Work, "--teachers", settings.Teachers.Teachers,
        ];
        if (settings.Teachers.TeacherFile is { } file)
        {
            arguments.AddRange(["--teacher-file", file]);
        }

        return new ProcessStartInfo(executable, arguments);
    }

    private void WritePage()
    {
        var results = _plan.Cases.Select(_store.Find).OfType<BenchmarkResult>().ToList();
        Directory.CreateDirectory(settings.Out);
        var notes = Path.Combine(settings.Out, Notes);
        File.WriteAllText(
            Path.Combine(settings.Out, Page),
            new BenchmarkTable(_plan, results, File.Exists(notes) ? File.ReadAllText(notes) : null, Grid).Render());
    }
}
