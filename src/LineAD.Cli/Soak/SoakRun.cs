using System.Globalization;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Soak;

/// <summary>
/// The real service under load for minutes, while faults are made one after the other; then every part is accounted for.
/// </summary>
internal sealed class SoakRun(SoakSettings settings)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);
    private readonly TimeProvider _time = TimeProvider.System;

    private static string Executable =>
        Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");

    /// <summary>Runs; exit code 1 when an invariant is broken.</summary>
    /// <exception cref="ArgumentException">A fault is not known.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var faults = SoakFaults.Choose(settings.Faults);
        var model = new SoakModel(Path.GetFullPath(settings.Out));
        await model.EnsureAsync(Executable, cancellationToken);
        await using var bed = await SoakBed.StartAsync(settings, Executable, model, cancellationToken);
        faults = Possible(bed, faults);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Soak: {settings.Minutes} min at {settings.Rate} parts/s over {bed.Broker}, deadline {settings.DeadlineMs} ms, seed {settings.Seed}, files in {bed.Folder}"));
        using var witness = settings.Transport == "mqtt" && MosquittoWitness.FindExecutable() is not null
            ? MosquittoWitness.Start(bed.Line.Broker.Port, SoakBed.Station, bed.Root)
            : null;
        return await RunAsync(bed, faults, model, witness, cancellationToken);
    }

    private async Task<int> RunAsync(
        SoakBed bed, IReadOnlyList<SoakFault> faults, SoakModel model, MosquittoWitness? witness, CancellationToken cancellationToken)
    {
        var clock = new SoakClock(_time);
        var link = new SoakLink(bed.Line.Link);
        var cameras = bed.Line.Simulate(Line(), new PartDeck(model.ReadParts(), settings.Seed), link);
        using var sampling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampler = new ProcessSampler(() => bed.Line.Service.Id, _time);
        var samples = sampler.RunAsync(sampling.Token);
        var sending = cameras.RunAsync(bed.Line.Plc, cancellationToken);
        var driver = new SoakDriver(bed, faults, _time);
        await bed.WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
        var start = await SoakResources.ReadAsync(bed, sampler, cancellationToken);
        try
        {
            await driver.RunAsync(cameras, cancellationToken);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException or TimeoutException)
        {
            bed.Broken.Add(e.Message);
        }

        link.Stop();
        await sending;
        await bed.Line.WaitUntilDecidedAsync(TimeSpan.FromMilliseconds(settings.DeadlineMs * 2), cancellationToken);
        var (ledger, end) = await EndAsync(bed, sampler, cancellationToken);
        await sampling.CancelAsync();
        await samples;
        var account = new SoakAccount(
            settings,
            bed.Line.Plc.Records,
            await SoakJournal.ReadAsync(Path.Combine(bed.Folder, "data", "journal.db")),
            driver.Windows,
            bed.BrokerAway,
            _time);
        var report = new SoakJudge(bed, account, driver.Windows, _time)
            .Report(ledger, (start, end), MemoryGrowth.Of(sampler.Samples), LateWitnessed(witness, clock, account));
        await SoakFiles.WritePartsAsync(Path.Combine(bed.Folder, "parts.csv"), account, clock, cancellationToken);
        if (settings.Report is { } path)
        {
            report.Write(path);
        }

        SoakSummary.Print(report);
        return report.Broken.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<(LedgerReport Ledger, SoakResources End)> EndAsync(
        SoakBed bed, ProcessSampler sampler, CancellationToken cancellationToken)
    {
        var ledger = await bed.Line.ReadLedgerAsync(Settle, cancellationToken);
        var end = await SoakResources.ReadAsync(bed, sampler, cancellationToken);
        await bed.EndServiceAsync();
        return (ledger, end);
    }

    private LineOptions Line() => new()
    {
        Station = SoakBed.Station,
        Parts = int.MaxValue,
        PartsPerSecond = settings.Rate,
        Jitter = 0.3,
        Seed = settings.Seed,
        PartPrefix = "s",
    };

    /// <summary>Arrivals after the deadline by the clock of mosquitto_sub.</summary>
    private int? LateWitnessed(MosquittoWitness? witness, SoakClock clock, SoakAccount account)
    {
        if (witness is null)
        {
            return null;
        }

        var sent = account.Parts.ToDictionary(p => p.Gate.Sent!.Seq, p => clock.ToUtc(p.Gate.Sent!.SentTimestamp));
        return witness.Decisions.Count(d => (d.Arrived - sent[d.Seq]).TotalMilliseconds > settings.DeadlineMs);
    }

    private static List<SoakFault> Possible(SoakBed bed, IReadOnlyList<SoakFault> faults)
    {
        List<SoakFault> possible =
        [
            .. faults.Where(f => (bed.Proxy is not null || !f.Name.StartsWith("link-", StringComparison.Ordinal))
                && (bed.CanKillBroker || f.Name != "broker-kill")),
        ];
        var left = faults.Except(possible).Select(f => f.Name).ToList();
        if (left.Count > 0)
        {
            Console.WriteLine($"Left out, for the {bed.Broker} cannot do them: {string.Join(", ", left)}.");
        }

        return possible;
    }
}
