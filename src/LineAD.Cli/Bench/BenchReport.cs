using System.Text.Json;
using LineAD.Simulation.Line;

namespace LineAD.Cli.Bench;

/// <summary>The JSON of <c>linead bench --json</c>. Every figure is of one run on one machine; null where it was not measured.</summary>
internal sealed record BenchReport
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>What it was measured on.</summary>
    public required BenchMachine Machine { get; init; }

    /// <summary>Best bf16 channels-last 3×3 convolution over 64 to 512 channels, 64² to 8², batch 8, in GFLOP/s.</summary>
    public required double ConvCeilingGflops { get; init; }

    /// <summary>Best fp32 channels-last 3×3 convolution, in GFLOP/s.</summary>
    public required double ConvCeilingFp32Gflops { get; init; }

    /// <summary>
    /// The scorer alone at its best batch, over some seconds; with a line the best of three such times: at the start of the run, just
    /// before the saturated line and just after it.
    /// </summary>
    public required double RawFramesPerSecond { get; init; }

    /// <summary>The same of its best call: what it would be if nothing ever disturbed the machine.</summary>
    public required double RawBestCallFramesPerSecond { get; init; }

    /// <summary>Batch of that figure.</summary>
    public required int RawBatch { get; init; }

    /// <summary>Milliseconds per frame of the scorer alone, best call, by batch.</summary>
    public required IReadOnlyDictionary<int, double> RawMsPerFrame { get; init; }

    /// <summary>GFLOP of one frame (multiply-adds counted twice).</summary>
    public required double? GflopPerFrame { get; init; }

    /// <summary>Frames per second of the best call times GFLOP per frame over the ceiling, which is one of best calls too.</summary>
    public required double? ModelShareOfCeiling { get; init; }

    /// <summary>What the line ran over: <c>mqtt</c>, <c>kafka</c> or <c>kafka, exactly once</c>; null without a line.</summary>
    public string? Transport { get; init; }

    /// <summary>Precisions that the line's services chose, each run of which starts its own; null without a line.</summary>
    public IReadOnlyCollection<string>? LinePrecisions { get; init; }

    /// <summary>From camera to gate over a real broker, saturated.</summary>
    public double? EndToEndFramesPerSecond { get; init; }

    /// <summary>End to end over raw, both over some time.</summary>
    public double? EndToEndRatio { get; init; }

    /// <summary>Share of rejects in the saturated run.</summary>
    public double? EndToEndRejectShare { get; init; }

    /// <summary>Median of 200 on an idle line, receipt to hand-over, milliseconds.</summary>
    public double? SoloLatencyMs { get; init; }

    /// <summary>At 70 % of the saturated rate.</summary>
    public BenchLoad? Load70 { get; init; }

    /// <summary>The scorer alone, with the arrivals and the deadline of <see cref="Load70"/>: the part of the tail that is the machine's.</summary>
    public BareLoadFigures? Load70ScorerAlone { get; init; }

    /// <summary>CPU time of the service process per frame outside decode and scoring, microseconds.</summary>
    public double? CpuMicrosPerFrameOutside { get; init; }

    /// <summary>CPU time of decoding per frame, microseconds.</summary>
    public double? CpuMicrosPerFrameDecode { get; init; }

    /// <summary>CPU time per frame by thread of the service, microseconds; threads of one name together, in steps of 10 ms in all.</summary>
    public IReadOnlyDictionary<string, double>? CpuMicrosPerFrameByThread { get; init; }

    /// <summary>fp32 contiguous time over bf16 channels-last time, best batch of each.</summary>
    public required double Bf16SpeedUp { get; init; }

    /// <summary>Largest difference of bf16 from fp32 on a demo bundle's reference images, as a share of the threshold.</summary>
    public double? Bf16MaxScoreDifference { get; init; }

    /// <summary>Writes it.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));
}

/// <summary>A load run.</summary>
/// <param name="Parts">Parts sent.</param>
/// <param name="PartsPerSecond">Rate asked for.</param>
/// <param name="DeadlineMs">Deadline of each part.</param>
/// <param name="Late">Parts decided on basis late_policy.</param>
/// <param name="Silent">Parts without a decision.</param>
/// <param name="LateByCause">What the service counted as late, by cause, those without a decision included.</param>
/// <param name="LatencyMs">From sending to the decision at an independent subscriber.</param>
internal sealed record BenchLoad(
    int Parts,
    double PartsPerSecond,
    int DeadlineMs,
    int Late,
    int Silent,
    IReadOnlyDictionary<string, long> LateByCause,
    Percentiles LatencyMs);

/// <summary>The machine of a run.</summary>
/// <param name="Processor">Model name.</param>
/// <param name="Cores">Cores used.</param>
/// <param name="Amx">Whether it has AMX.</param>
/// <param name="Avx512Bf16">Whether it has AVX-512 BF16.</param>
/// <param name="Device">Device of scoring.</param>
/// <param name="Precision">Precision of scoring.</param>
/// <param name="Torch">Version of libtorch.</param>
internal sealed record BenchMachine(
    string Processor, int Cores, bool Amx, bool Avx512Bf16, string Device, string Precision, string Torch);
