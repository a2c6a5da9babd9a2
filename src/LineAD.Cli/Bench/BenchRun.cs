using System.Globalization;
using LineAD.Cli.Clusters;
using LineAD.Core.Configuration;
using LineAD.Core.Scoring;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Bench;

/// <summary>
/// All figures of one run on one machine: the convolution ceiling, the scorer alone, and the whole line on a real broker, so
/// that their ratios mean something.
/// </summary>
internal sealed class BenchRun(BenchSettings settings)
{
    private const int ReserveMs = 2;
    private const int TransactionReserveMs = 60;

    // As long as a busy machine of two cores lets a thread of any priority wait.
    private const double PolicyLeadMs = 4;
    private readonly TimeProvider _time = TimeProvider.System;

    private static string Executable =>
        Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");

    /// <summary>Measures; always exit code 0 unless something could not be measured at all.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Devices.Select(new ModelOptions { Device = "cpu" });
        var report = await OwnThread.RunAsync(MeasureRaw, cancellationToken);
        if (!settings.RawOnly)
        {
            var folder = Directory.CreateTempSubdirectory("linead-bench-");
            try
            {
                report = await MeasureLineAsync(report, folder.FullName, cancellationToken);
            }
            finally
            {
                folder.Delete(recursive: true);
            }

            report = report with { Bf16MaxScoreDifference = await MeasureParityAsync(cancellationToken) };
        }

        if (settings.Json is not null)
        {
            report.Write(settings.Json);
        }

        return ExitCodes.Ok;
    }

    private BenchReport MeasureRaw()
    {
        var ceilings = ConvCeiling.Measure([Precision.Bf16, Precision.Fp32]);
        var (ceiling, ceilingFp32) = (ceilings[0], ceilings[1]);
        Say($"Convolution ceiling: {ceiling:F0} GFLOP/s bf16 channels-last, {ceilingFp32:F0} fp32.");
        var raw = new RawMeasurements(settings, _time);
        var (bf16, fp32) = (raw.MsPerFrame(Precision.Bf16), raw.MsPerFrame(Precision.Fp32));
        var plain = PlainBaseline.MsPerFrame(settings.Architecture, settings.Teacher, new InputSpec(settings.Size, settings.Size), 4, _time);
        var (precision, faster) = bf16.Values.Min() <= fp32.Values.Min() ? (Precision.Bf16, bf16) : (Precision.Fp32, fp32);
        var best = faster.MinBy(f => f.Value);
        var bestCall = 1000 / best.Value;
        var framesPerSecond = raw.SustainedFramesPerSecond(precision, best.Key);
        var gflop = ModelCost.GflopPerFrame(settings);
        Say($"Scorer alone: {framesPerSecond:F1} frames/s at batch {best.Key} (best calls: bf16 {Join(bf16)}; fp32 {Join(fp32)} ms per frame).");
        Say($"fp32 contiguous, not folded: {plain:F1} ms per frame.");
        return new BenchReport
        {
            Machine = MachineFacts.Read(precision == Precision.Bf16 ? "bf16" : "fp32"),
            ConvCeilingGflops = Math.Round(ceiling, 1),
            ConvCeilingFp32Gflops = Math.Round(ceilingFp32, 1),
            RawFramesPerSecond = Math.Round(framesPerSecond, 2),
            RawBestCallFramesPerSecond = Math.Round(bestCall, 2),
            RawBatch = best.Key,
            RawMsPerFrame = faster,
            GflopPerFrame = gflop,
            ModelShareOfCeiling = gflop is { } g ? Math.Round(bestCall * g / ceiling, 4) : null,
            Bf16SpeedUp = Math.Round(plain / bf16.Values.Min(), 2),
        };
    }

    private async Task<BenchReport> MeasureLineAsync(BenchReport raw, string folder, CancellationToken cancellationToken)
    {
        var bundle = new BenchBundle(settings, folder, Executable);
        var deck = await bundle.MakeAsync(cancellationToken);
        await using var cluster = settings.Transport == "kafka"
            ? await LocalCluster.StartAsync(settings.Bootstrap, "bench", cancellationToken)
            : null;
        var transport = cluster is null ? "mqtt" : settings.ExactlyOnce ? "kafka, exactly once" : "kafka";
        Say($"The line runs over {transport}{(cluster is null ? "" : $" ({cluster.Origin})")}.");
        var line = new LineMeasurements(Options(bundle, folder), deck, cluster, _time);
        var solo = await line.SoloAsync(settings.SoloParts, cancellationToken);
        Say($"Solo, receipt to hand-over: {solo:F1} ms (median of {settings.SoloParts}).");
        var precision = raw.Machine.Precision == "bf16" ? Precision.Bf16 : Precision.Fp32;
        var alone = new RawMeasurements(settings, _time);
        var before = await OwnThread.RunAsync(() => alone.SustainedFramesPerSecond(precision, raw.RawBatch), cancellationToken);
        var full = await line.SaturateAsync(settings.Frames, cancellationToken);
        var after = await OwnThread.RunAsync(() => alone.SustainedFramesPerSecond(precision, raw.RawBatch), cancellationToken);
        var rawFramesPerSecond = Math.Max(raw.RawFramesPerSecond, Math.Max(before, after));
        Say($"Scorer alone, just before {before:F1} and just after {after:F1} frames/s.");
        Say($"End to end: {full.FramesPerSecond:F1} frames/s, {full.RejectShare:P0} rejects, {full.CpuMicrosOutside:F0} us CPU per frame outside decode and scoring.");
        var load = await line.LoadAsync(
            settings.LoadParts, full.FramesPerSecond * 0.7, (int)Math.Ceiling(solo * 3), settings.PartsCsv, cancellationToken);
        Say($"At 70 %: {load.Parts} parts at {load.PartsPerSecond:F1}/s, deadline {load.DeadlineMs} ms: {load.Late} late, {load.Silent} silent, p50 {load.LatencyMs.P50:F1} ms, p99 {load.LatencyMs.P99:F1} ms.");
        Say($"The line served in {string.Join(" and ", line.Precisions)}.");
        var bare = await OwnThread.RunAsync(
            () => new BareLoad(settings, _time).Run(precision, load.Parts, load.PartsPerSecond, load.DeadlineMs), cancellationToken);
        Say($"The scorer alone under the same arrivals: {bare.Late} late, p50 {bare.LatencyMs.P50:F1} ms, p99 {bare.LatencyMs.P99:F1} ms.");
        return raw with
        {
            Transport = transport,
            LinePrecisions = line.Precisions,
            EndToEndFramesPerSecond = Math.Round(full.FramesPerSecond, 2),
            RawFramesPerSecond = Math.Round(rawFramesPerSecond, 2),
            EndToEndRatio = Math.Round(full.FramesPerSecond / rawFramesPerSecond, 3),
            EndToEndRejectShare = Math.Round(full.RejectShare, 3),
            SoloLatencyMs = solo,
            Load70 = load,
            Load70ScorerAlone = bare,
            CpuMicrosPerFrameOutside = Math.Round(full.CpuMicrosOutside),
            CpuMicrosPerFrameDecode = Math.Round(full.CpuMicrosDecode),
            CpuMicrosPerFrameByThread = full.CpuMicrosByThread.Where(t => t.Value > 0)
                .OrderByDescending(t => t.Value).ToDictionary(t => t.Key, t => t.Value),
        };
    }

    private TestLineOptions Options(BenchBundle bundle, string folder) => new()
    {
        Executable = Executable,
        Folder = Path.Combine(folder, "line"),
        Models = bundle.Models,
        TeacherFiles = bundle.Options.Teachers,
        Category = BenchBundle.Category,
        MaxFramesPerSecond = 300,
        MaxFrameBytes = 256 * 1024,
        DeliveryReserveMs = settings.ExactlyOnce ? TransactionReserveMs : ReserveMs,
        ExactlyOnce = settings.ExactlyOnce,
        PolicyLeadMs = PolicyLeadMs,
        PublishReserveMs = 1,

        // Broker and PLC share the service's cores here: they do what a real PLC makes them do, and no more.
        PlcReadsJson = false,
    };

    /// <summary>Largest difference of bf16 from fp32 over the reference images of the demo's bundles.</summary>
    private async Task<double?> MeasureParityAsync(CancellationToken cancellationToken)
    {
        var store = new BundleStore(Path.Combine(settings.Demo, "models"));
        double? worst = null;
        foreach (var (category, view) in store.Installed().Where(b => b.View == "main"))
        {
            var bundle = BundleReader.Open(store.VersionDirectory(category, view, store.ReadActive(category, view)!.Value.Current));
            var images = bundle.Manifest.References.Select(r => File.ReadAllBytes(bundle.PathOf(r))).ToArray();
            var (fp32, bf16) = (await ScoresAsync("fp32"), await ScoresAsync("bf16"));
            worst = Math.Max(worst ?? 0, fp32.Zip(bf16, (a, b) => Math.Abs(a - b)).Max());

            async Task<double[]> ScoresAsync(string precision)
            {
                var options = new ModelOptions { Directory = store.Root, Precision = precision };
                using var scorer = await LocalScorer.LoadAsync(options, category, cancellationToken);
                return [.. images.Select(scorer.Score)];
            }
        }

        Say(worst is { } w
            ? $"bf16 differs from fp32 by at most {w:P2} of the threshold on the reference images of {settings.Demo}."
            : (FormattableString)$"No demo bundle in {settings.Demo}: run linead demo first to compare the precisions.");
        return worst is { } value ? Math.Round(value, 5) : null;
    }

    private static string Join(IReadOnlyDictionary<int, double> ms) =>
        string.Join(" / ", ms.Select(m => m.Value.ToString("F1", CultureInfo.InvariantCulture)));

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
