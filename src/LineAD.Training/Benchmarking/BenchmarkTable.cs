using System.Globalization;
using System.Text;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Benchmarking;

/// <summary>Writes the results of a grid as one page of Markdown.</summary>
/// <param name="plan">The grid.</param>
/// <param name="results">What was run of it.</param>
/// <param name="notes">Markdown put before the commands: what a person made of the figures; null for none.</param>
/// <param name="grid">Options of the command that name another grid than the default one, with a blank before each.</param>
public sealed class BenchmarkTable(
    BenchmarkPlan plan, IReadOnlyList<BenchmarkResult> results, string? notes = null, string grid = "")
{
    private static readonly (string Name, Func<CategoryMetrics, double?> Of)[] Metrics =
    [
        ("image AUROC", m => m.ImageAuroc),
        ("pixel AUROC", m => m.PixelAuroc),
        ("pixel AP", m => m.PixelAveragePrecision),
        ("AUPRO", m => m.Aupro),
        ("IAP", m => m.InstanceAveragePrecision),
        ("IAP@90", m => m.InstancePrecisionAt90),
        ("escapes at no false reject", m => m.EscapesAtZeroFalseRejects?.Rate),
        ("escapes", m => m.Escapes?.Rate),
        ("false rejects", m => m.FalseRejects?.Rate),
    ];

    private readonly PairedBootstrap _bootstrap = new();
    private readonly StringBuilder _page = new();

    /// <summary>The page.</summary>
    public string Render()
    {
        Head();
        foreach (var category in plan.Cases.Select(run => run.Category).Distinct())
        {
            Category(category);
        }

        Means();
        Ablations();
        Costs();
        Published();
        if (notes is not null)
        {
            Line(notes);
        }

        Commands();
        return _page.ToString();
    }

    // The baseline first, the reference last, whatever the order of the runs.
    private IEnumerable<string> Rows => plan.Cases.Select(run => run.Row).Distinct()
        .OrderBy(row => row == plan.Baseline ? 0 : row == BenchmarkCase.NearestNeighbour ? 2 : 1);

    private IEnumerable<string> WholeRows => Rows.Where(row => !row.Contains(BenchmarkCase.Leaving, StringComparison.Ordinal));

    private List<BenchmarkResult> Of(string row, string? category = null) =>
        [.. results.Where(result => result.Case.Row == row && (category is null || result.Case.Category == category))];

    private void Head()
    {
        var done = plan.Cases.Count(run => results.Any(result => result.Case == run));
        Line("# Quality of the architectures");
        Line();
        Line($"Made by `linead benchmark` from the result files beside this page; {done} of {plan.Cases.Count} runs are done. Teacher "
            + $"`{plan.Teacher}`, {plan.Size} × {plan.Size}, batch {plan.Batch}, last step, nothing chosen per category, no test part seen before "
            + "the thresholds were fixed. Mean ± standard deviation over seeds; a single number is one seed. Metrics lie between 0 and 1 and are exact, "
            + "all test parts pooled; AUPRO is the global one up to a false-positive rate of 0.3. `escapes at no false reject` has its threshold at the "
            + "highest good test part, so it tells what scores allow; `escapes` and `false rejects` are shares at the "
            + "threshold that held-out good parts gave for 1 % false rejects. `Δ` is the image AUROC minus that of "
            + $"`{plan.Baseline}`, with the 95 % interval of a paired bootstrap over the test parts (2,000 draws); where both are perfect it is empty of "
            + "information. `knn` is a nearest-neighbour reference on the same teacher's features, with no student.");
        Line();
    }

    private void Category(string category)
    {
        var rows = WholeRows.Where(row => Of(row, category).Count > 0).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var first = Of(rows[0], category)[0].Metrics;
        Line($"## {category}: {first.GoodImages} good and {first.DefectiveImages} defective test parts, {first.Instances} outlined defects");
        Line();
        var (parts, steps) = (Of(rows[0], category)[0], rows.SelectMany(row => Of(row, category)).Select(result => result.Case.Steps).Max());
        Line($"{steps} steps; {parts.TrainingParts} good parts learnt from, {parts.HeldOutParts} held out for the thresholds.");
        Line();
        TableHead(["row", "seeds", .. Metrics.Select(metric => metric.Name), $"Δ to {plan.Baseline}"]);
        foreach (var row in rows)
        {
            var own = Of(row, category);
            Cells([$"`{row}`", $"{own.Count}", .. Metrics.Select(metric => MeanAndDeviation(own, metric.Of)), Delta(row, category)]);
        }

        Line();
    }

    private void Means()
    {
        var categories = Of(plan.Baseline).Select(result => result.Case.Category).Distinct().ToList();
        var rows = WholeRows.Where(row => categories.All(category => Of(row, category).Count > 0)).ToList();
        if (categories.Count < 2 || rows.Count == 0)
        {
            return;
        }

        Line($"## Mean over {string.Join(", ", categories)}");
        Line();
        TableHead(["row", .. Metrics.Select(metric => metric.Name), $"Δ to {plan.Baseline}"]);
        foreach (var row in rows)
        {
            Cells([$"`{row}`", .. Metrics.Select(metric => MeanOfMeans(row, categories, metric.Of)), Delta(row, null)]);
        }

        Line();
        Line("Unweighted mean of the categories' means; ± is √(Σ s²)/K with the deviations s of those categories that have several seeds.");
        Line();
    }

    private void Ablations()
    {
        var rows = Rows.Except(WholeRows).Where(row => Of(row).Count > 0).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        Line("## What the modules are worth");
        Line();
        Line("The whole method minus the method without the module, same seeds only; above 0 the module earns its keep. One seed tells no more than the "
            + "spread over seeds above allows.");
        Line();
        TableHead(["row", "category", "seeds", .. Metrics.Take(6).Select(metric => metric.Name), "image AUROC, 95 %"]);
        foreach (var own in rows.SelectMany(row => Of(row).GroupBy(result => (row, result.Case.Category))))
        {
            var seeds = own.Select(result => result.Case.Seed).ToHashSet();
            var whole = Of(own.Key.row.Split(BenchmarkCase.Leaving)[0], own.Key.Category)
                .Where(result => seeds.Contains(result.Case.Seed)).ToList();
            Cells([
                $"`{own.Key.row}`", own.Key.Category, $"{whole.Count}",
                .. Metrics.Take(6).Select(metric => Difference(whole, [.. own], metric.Of)),
                Interval(_bootstrap.Difference(whole, own)),
            ]);
        }

        Line();
    }

    private void Costs()
    {
        var rows = WholeRows.Where(row => Of(row).Any(result => result.Cost is not null)).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        Line("## Cost");
        Line();
        Line("Inference with the product's engine, teacher included, the least of many passes and of all runs (`--costs` measures all rows in turn); "
            + "training is the median of the runs, beside whatever else the machine did. Compare rows, not with other machines.");
        Line();
        TableHead(["row", "parameters teacher + student, M", "ms/frame, batch 1", "ms/frame, batch 8", $"× {plan.Baseline}, batch 8", "training s"]);
        var baseline = Of(plan.Baseline).Where(result => result.Cost is not null).Select(result => result.Cost!.MsPerFrameOfEight).DefaultIfEmpty(double.NaN).Min();
        foreach (var row in rows)
        {
            var own = Of(row).Where(result => result.Cost is not null).ToList();
            var (cost, eight) = (own[0].Cost!, own.Min(result => result.Cost!.MsPerFrameOfEight));
            Cells([
                $"`{row}`", Text($"{cost.TeacherParameters / 1e6:0.0} + {cost.StudentParameters / 1e6:0.0}"),
                Text($"{own.Min(result => result.Cost!.MsPerFrameAlone):0.0}"), Text($"{eight:0.0} ({cost.Precision})"),
                double.IsNaN(baseline) ? "" : Text($"{eight / baseline:0.00}"),
                Text($"{own.Select(result => result.TrainingSeconds).Order().ElementAt(own.Count / 2):0}"),
            ]);
        }

        Line();
    }

    private void Published()
    {
        Line("## Beside what was published");
        Line();
        Line("Per cent, means over the 15 categories of MVTec AD as their authors print them. **Not the same protocol**: other categories (ours are "
            + $"{string.Join(", ", plan.Cases.Select(run => run.Category).Distinct())}), other teachers (ResNet18 or WideResNet50; here `{plan.Teacher}`), longer trainings (5,000 steps and more, batch "
            + "16 to 32), defects synthesised with photographs of textures (here procedural ones), some choose the best step on test data, and the "
            + "reverse-distillation family measures AUPRO per image with good images left out. Only the order of methods may be compared, with care.");
        Line();
        TableHead(["row", "image AUROC", "pixel AUROC", "AUPRO", "pixel AP", "IAP", "source"]);
        foreach (var row in WholeRows.Where(PublishedResult.All.ContainsKey))
        {
            var p = PublishedResult.All[row];
            Cells([$"`{row}`", Percent(p.ImageAuroc), Percent(p.PixelAuroc), Percent(p.Aupro), Percent(p.PixelAp), Percent(p.Iap), p.Source]);
        }

        Line();
    }

    private void Commands()
    {
        Line("## Commands");
        Line();
        Line($"`linead benchmark{grid} --data DATA --teacher-file FILE` runs what is missing and makes this page; DATA holds one MVTec-style folder a category, FILE the weights of `{plan.Teacher}`. "
            + "One row anew, for instance:");
        Line();
        Line("```");
        foreach (var row in Rows)
        {
            var run = plan.Cases.First(candidate => candidate.Row == row);
            Line($"linead benchmark{grid} --data DATA --teacher-file FILE --again --only {run.Id}");
        }

        Line("```");
    }

    private string Delta(string row, string? category) =>
        row == plan.Baseline ? "" : Interval(_bootstrap.Difference(Of(row, category), Of(plan.Baseline, category)));

    private static string MeanAndDeviation(IReadOnlyCollection<BenchmarkResult> own, Func<CategoryMetrics, double?> metric)
    {
        var values = Values(own, metric);
        return values.Count switch
        {
            0 => "n/a",
            1 => Text($"{values[0]:0.0000}"),
            _ => Text($"{values.Average():0.000} ± {Math.Sqrt(Variance(values)):0.000}"),
        };
    }

    private string MeanOfMeans(string row, List<string> categories, Func<CategoryMetrics, double?> metric)
    {
        var values = categories.Select(category => Values(Of(row, category), metric)).ToList();
        if (values.Any(list => list.Count == 0))
        {
            return "n/a";
        }

        var mean = values.Average(list => list.Average());
        var spread = values.Where(list => list.Count > 1).Sum(Variance);
        return spread > 0 ? Text($"{mean:0.000} ± {Math.Sqrt(spread) / values.Count:0.000}") : Text($"{mean:0.000}");
    }

    private static string Difference(
        IReadOnlyCollection<BenchmarkResult> whole, IReadOnlyCollection<BenchmarkResult> without, Func<CategoryMetrics, double?> metric)
    {
        var (own, other) = (Values(whole, metric), Values(without, metric));
        return own.Count == 0 || other.Count == 0 ? "n/a" : Text($"{own.Average() - other.Average():+0.000;-0.000;0.000}");
    }

    private static List<double> Values(IEnumerable<BenchmarkResult> own, Func<CategoryMetrics, double?> metric) =>
        [.. own.Select(result => metric(result.Metrics)).OfType<double>()];

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    private static string Interval(BootstrapInterval? interval) => interval is null
        ? "n/a"
        : Text($"{interval.Difference:+0.000;-0.000;0.000} [{interval.Lower:+0.000;-0.000;0.000}, {interval.Upper:+0.000;-0.000;0.000}]");

    private static string Percent(double? value) => value is { } number ? Text($"{number:0.0}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void TableHead(string[] names)
    {
        Cells(names);
        Line($"|{string.Concat(Enumerable.Repeat(" --- |", names.Length))}");
    }

    private void Cells(string[] cells) => Line($"| {string.Join(" | ", cells)} |");

    private void Line(string text = "") => _page.Append(text).Append('\n');
}
