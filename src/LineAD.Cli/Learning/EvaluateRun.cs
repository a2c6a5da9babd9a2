using System.Globalization;
using System.Text.Json;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Reporting;
using LineAD.Training.Runs;

namespace LineAD.Cli.Learning;

/// <summary>Scores the test parts of a folder with a bundle and prints every metric.</summary>
internal static class EvaluateRun
{
    public static int Execute(string bundlePath, string data, EvaluateOutputs outputs, TeacherSettings settings)
    {
        var dataset = CategoryDataset.Load(data, needsTest: true);
        using var bundle = new OpenBundle(bundlePath, settings);
        var result = new TestResult(dataset.Test, [.. bundle.Scorer.Score(dataset.Test)]);
        Print(result.Evaluation.Metrics);
        if (outputs.Json is not null)
        {
            var report = new
            {
                Data = dataset.Name,
                Bundle = bundle.Scorer.Bundle.Directory,
                result.Evaluation.Metrics,
                Parts = result.Scores,
            };
            File.WriteAllBytes(outputs.Json, JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Options));
        }

        if (outputs.Html is not null)
        {
            File.WriteAllBytes(outputs.Html, ReportPage.Render(ModelReport.Of(bundle.Scorer.Bundle.Manifest, result)));
            Console.WriteLine($"Report: {outputs.Html}");
        }

        return ExitCodes.Ok;
    }

    internal static void Print(CategoryMetrics metrics)
    {
        foreach (var (name, value) in Rows(metrics))
        {
            Console.WriteLine($"{name,-38} {value}");
        }
    }

    internal static IEnumerable<(string Name, string Value)> Rows(CategoryMetrics m) =>
    [
        ("parts good / defective", $"{m.GoodImages} / {m.DefectiveImages}"),
        ("image AUROC", Text(m.ImageAuroc)),
        ("pixel AUROC", Text(m.PixelAuroc)),
        ("pixel AP", Text(m.PixelAveragePrecision)),
        ("AUPRO (FPR up to 0.3)", Text(m.Aupro)),
        ("IAP", Text(m.InstanceAveragePrecision)),
        ("IAP@90", Text(m.InstancePrecisionAt90)),
        ("escapes at zero false rejects", Text(m.EscapesAtZeroFalseRejects)),
        ("false rejects at zero escapes", Text(m.FalseRejectsAtZeroEscapes)),
        ("escapes at the bundle's threshold", Text(m.Escapes)),
        ("false rejects at the bundle's threshold", Text(m.FalseRejects)),
    ];

    private static string Text(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "n/a";

    private static string Text(RateEstimate? rate) => rate is null ? "n/a" : string.Create(
        CultureInfo.InvariantCulture,
        $"{rate.Rate:0.0000}  ({rate.Events} of {rate.Trials}; 95 % Clopper-Pearson {rate.Lower:0.000} to ")
        + rate.Upper.ToString("0.000)", CultureInfo.InvariantCulture);
}
