using LineAD.Cli.Clusters;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Simulation.Processes;

namespace LineAD.Cli.Bench;

/// <summary>The measurements that need the whole line: broker, service process, cameras, PLC.</summary>
internal sealed class LineMeasurements(
    TestLineOptions options, IReadOnlyList<SimulatedPart> parts, LocalCluster? cluster, TimeProvider time)
{
    // One deck for all runs: two could deal the same picture one after the other, which the service takes for a frozen camera.
    private readonly PartDeck _deck = new(parts, seed: 1);
    private readonly SortedSet<string> _precisions = new(StringComparer.Ordinal);

    private const int SettleParts = 60;

    // The cost model learns the shapes of a backlog.
    private const int WarmParts = 100;

    /// <summary>What the services served in; they choose for themselves, as at a user's.</summary>
    public IReadOnlyCollection<string> Precisions => _precisions;

    /// <summary>Frames per second with always 32 parts on their way, and the CPU time that each frame took.</summary>
    public async Task<Saturation> SaturateAsync(int frames, CancellationToken cancellationToken)
    {
        await using var line = await StartAsync(options with { DeadlineMs = 10_000 }, cancellationToken);
        await RunAsync(line, new LineOptions { Station = options.Station, Parts = WarmParts, PartsPerSecond = 0, PartPrefix = "warm" }, cancellationToken);
        var cpuBefore = ThreadCpu.Read(line.Service.Id);
        var totalBefore = line.Service.CpuTime;
        var start = time.GetTimestamp();
        var gate = await RunAsync(
            line,
            new LineOptions { Station = options.Station, Parts = frames, PartsPerSecond = 0, FirstSeq = WarmParts + 1 },
            cancellationToken);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        var cpuAfter = ThreadCpu.Read(line.Service.Id);
        var decode = ThreadCpu.Difference(cpuBefore, cpuAfter, "linead-decode");
        var device = ThreadCpu.Difference(cpuBefore, cpuAfter, "linead-scoring");
        var total = (line.Service.CpuTime - totalBefore).TotalSeconds;
        var decided = gate.Decisions - WarmParts;
        return new Saturation(
            decided / seconds,
            (double)gate.Reject / Math.Max(1, gate.Decisions),
            (total - decode - device) / frames * 1e6,
            decode / frames * 1e6,
            cpuAfter.ToDictionary(
                t => t.Key, t => Math.Round((t.Value - cpuBefore.GetValueOrDefault(t.Key)) / frames * 1e6)));
    }

    /// <summary>Median time from receipt to hand-over on an idle line, milliseconds.</summary>
    public async Task<double> SoloAsync(int count, CancellationToken cancellationToken)
    {
        const int deadlineMs = 2000;
        await using var line = await StartAsync(options with { DeadlineMs = deadlineMs }, cancellationToken);
        await RunAsync(line, Solo(SettleParts, 1), cancellationToken);
        await RunAsync(line, Solo(count, SettleParts + 1), cancellationToken);
        // Slack is told in whole milliseconds, rounded down: half a millisecond brings the median back.
        return Percentiles.Of(
            line.Plc.Records.Skip(SettleParts).Where(r => r.ArrivedTimestamp != 0).Select(r => deadlineMs - r.SlackMs - 0.5)).P50;
    }

    /// <summary>Even spacing with ± 20 % seeded jitter at <paramref name="rate"/>.</summary>
    public async Task<BenchLoad> LoadAsync(int count, double rate, int deadlineMs, string? csv, CancellationToken cancellationToken)
    {
        await using var line = await StartAsync(options with { DeadlineMs = deadlineMs }, cancellationToken);
        await RunAsync(line, Load(SettleParts, rate, 1), cancellationToken);
        var before = await LateByCauseAsync(line, cancellationToken);
        await RunAsync(line, Load(count, rate, SettleParts + 1), cancellationToken);
        GateRecord[] parts = [.. line.Plc.Records.Skip(SettleParts)];
        if (csv is not null)
        {
            PartsCsv.Write(csv, parts, time);
        }

        var gate = GateSummary.Of(parts, time);
        var causes = (await LateByCauseAsync(line, cancellationToken))
            .ToDictionary(c => c.Key, c => (long)(c.Value - before.GetValueOrDefault(c.Key)));
        return new BenchLoad(count, Math.Round(rate, 2), deadlineMs, gate.Late, gate.Silent, causes, gate.LatencyMs);
    }

    private static async Task<IReadOnlyDictionary<string, double>> LateByCauseAsync(TestLine line, CancellationToken cancellationToken) =>
        (await MetricsReading.ReadAsync(line.Service.Http, cancellationToken)).SumBy("linead_late_total", "cause");

    private LineOptions Solo(int count, int first) => new()
    {
        Station = options.Station,
        Parts = count,
        PartsPerSecond = 0,
        MaxUndecided = 1,
        FirstSeq = (uint)first,
        PartPrefix = $"s{first}-",
    };

    private LineOptions Load(int count, double rate, int first) => new()
    {
        Station = options.Station,
        Parts = count,
        PartsPerSecond = rate,
        Jitter = 0.2,
        FirstSeq = (uint)first,
        PartPrefix = $"l{first}-",
    };

    private async Task<TestLine> StartAsync(TestLineOptions with, CancellationToken cancellationToken)
    {
        var name = Guid.NewGuid().ToString("N");
        with = with with { Folder = Path.Combine(options.Folder, name) };
        if (cluster is not null)
        {
            // Topics of its own, so that no run finds what another has left.
            with = with with
            {
                Root = $"bench-{name[..8]}",
                KafkaServers = cluster.BootstrapServers,
                KafkaFetchWaitMs = cluster.FetchWaitMs,
            };
            await cluster.AddTopicsAsync(with.Root);
        }

        var line = await TestLine.StartAsync(
            with, new MosquittoOptions { MaxQueuedMessages = 10_000 }, time, cancellationToken);
        var reading = await MetricsReading.ReadAsync(line.Service.Http, cancellationToken);
        _precisions.UnionWith(reading.SumBy("linead_model_info", "precision").Keys);
        return line;
    }

    private async Task<GateSummary> RunAsync(TestLine line, LineOptions run, CancellationToken cancellationToken)
    {
        var simulator = line.Simulate(run, _deck);
        await simulator.RunAsync(line.Plc, cancellationToken);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return GateSummary.Of(line.Plc.Records, time);
    }

    /// <summary>A saturated run.</summary>
    internal sealed record Saturation(
        double FramesPerSecond,
        double RejectShare, double CpuMicrosOutside, double CpuMicrosDecode,
        IReadOnlyDictionary<string, double> CpuMicrosByThread);
}
