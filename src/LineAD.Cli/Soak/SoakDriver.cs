using LineAD.Core.Wire;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Soak;

/// <summary>Runs faults one after the other, in seeded random rounds, with calm between them.</summary>
internal sealed class SoakDriver(SoakBed bed, IReadOnlyList<SoakFault> faults, TimeProvider time)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastFault = TimeSpan.FromSeconds(20);
    private readonly Random _random = new(bed.Settings.Seed);
    private readonly List<SoakWindow> _windows = [];
    private readonly Queue<SoakFault> _round = new();

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<SoakWindow> Windows => _windows;

    /// <summary>Goes on for the soak's minutes.</summary>
    /// <exception cref="InvalidOperationException">The service did not come back; there is nothing left to soak.</exception>
    public async Task RunAsync(LineSimulator cameras, CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromMinutes(bed.Settings.Minutes);
        var began = time.GetTimestamp();
        await RecoverAsync(cameras, "start", cancellationToken);
        await bed.WaitAsync(Calm, cancellationToken);
        while (time.GetElapsedTime(began) < length - LastFault)
        {
            // Restarts come in the first half only, so that one process lives long enough to measure its memory.
            await RunOneAsync(Next(time.GetElapsedTime(began) < length / 2), cameras, cancellationToken);
            await bed.WaitAsync(Calm, cancellationToken);
        }

        var left = length - time.GetElapsedTime(began);
        await bed.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
    }

    private async Task RunOneAsync(SoakFault fault, LineSimulator cameras, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        await fault.RunAsync(bed, _random, cancellationToken);
        await RecoverAsync(cameras, fault.Name, cancellationToken);
        var recovered = time.GetTimestamp();
        _windows.Add(new SoakWindow(fault, began, recovered));
        Console.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{_windows.Count,4}  {fault.Name,-17} {time.GetElapsedTime(began, recovered).TotalSeconds,5:F1} s, {cameras.Sent.Count} parts sent"));
        var ledger = await LedgerReport.ReadAsync(bed.Line.Service.Http, cancellationToken);
        if (!ledger.Balanced)
        {
            bed.Broken.Add($"The books did not balance after {fault.Name}.");
        }
    }

    /// <summary>Waits until a part that was sent from now on is decided by model.</summary>
    private async Task RecoverAsync(LineSimulator cameras, string what, CancellationToken cancellationToken)
    {
        var from = time.GetTimestamp();
        while (time.GetElapsedTime(from) < RecoveryLimit)
        {
            if (bed.Line.Plc.Records.Any(r => r.Basis == Basis.Model && r.Sent!.SentTimestamp >= from))
            {
                return;
            }

            await bed.WaitAsync(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        throw new InvalidOperationException(
            $"After {what} no part was decided by model for {RecoveryLimit.TotalSeconds} s, of {cameras.Sent.Count} sent. "
            + $"The service's log is in {bed.Folder}.");
    }

    private SoakFault Next(bool mayEndProcess)
    {
        while (true)
        {
            if (_round.Count == 0)
            {
                var round = faults.Where(f => mayEndProcess || !f.EndsProcess).ToArray();
                round = round.Length == 0 ? [.. faults] : round;
                _random.Shuffle(round);
                Array.ForEach(round, _round.Enqueue);
            }

            var next = _round.Dequeue();
            if (mayEndProcess || !next.EndsProcess || faults.All(f => f.EndsProcess))
            {
                return next;
            }
        }
    }
}
