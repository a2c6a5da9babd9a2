using System.Text.Json;
using LineAD.Core.Scoring;
using LineAD.Simulation.Line;
using LineAD.Simulation.Plc;
using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Demo;

/// <summary>The JSON of <c>--report</c>. Frames: received, quarantined; everything else counts parts.</summary>
internal sealed record DemoReport
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public required long Received { get; init; }

    public required int Parts { get; init; }

    public required int Decisions { get; init; }

    public required int Silent { get; init; }

    public required int Pass { get; init; }

    public required int Reject { get; init; }

    public required int Review { get; init; }

    public required int Late { get; init; }

    public required long Quarantined { get; init; }

    public required int Duplicates { get; init; }

    public required bool LedgerBalanced { get; init; }

    public required double FramesPerSecond { get; init; }

    public required Percentiles DecisionLatencyMs { get; init; }

    public required TruthTable Truth { get; init; }

    /// <summary>Share of all parts judged right; a review and a silence are not right.</summary>
    public required double Right { get; init; }

    public required string Data { get; init; }

    public required string Model { get; init; }

    public required string Teacher { get; init; }

    public required string Device { get; init; }

    public required string Precision { get; init; }

    public static DemoReport Of(
        GateSummary gate, LedgerReport ledger, ModelInfo model, string data, double framesPerSecond) => new()
        {
            Received = ledger.FramesReceived,
            Parts = gate.Decisions + gate.Silent,
            Decisions = gate.Decisions,
            Silent = gate.Silent,
            Pass = gate.Pass,
            Reject = gate.Reject,
            Review = gate.Review,
            Late = gate.Late,
            Quarantined = ledger.Frames("quarantined"),
            Duplicates = gate.Duplicates,
            LedgerBalanced = ledger.Balanced && ledger.IsAtRest,
            FramesPerSecond = Math.Round(framesPerSecond, 2),
            DecisionLatencyMs = gate.LatencyMs,
            Truth = new TruthTable(gate.TruePositive, gate.FalsePositive, gate.TrueNegative, gate.FalseNegative),
            Right = Math.Round(gate.Right, 4),
            Data = data,
            Model = $"{model.Category}/{model.View}/{model.Version} {model.Architecture}",
            Teacher = model.Teacher,
            Device = model.Device,
            Precision = model.Precision,
        };

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));

    internal sealed record TruthTable(int TruePositive, int FalsePositive, int TrueNegative, int FalseNegative);
}
