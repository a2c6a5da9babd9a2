using System.Globalization;
using LineAD.Simulation.Network;

namespace LineAD.Cli.Soak;

/// <summary>The faults that a soak knows.</summary>
internal static class SoakFaults
{
    private const double LeastOutageSeconds = 1;
    private const int LatencyMs = 100;
    private const int ThrottledBytesPerSecond = 400_000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    /// <summary>All, in the order of the documentation.</summary>
    public static IReadOnlyList<SoakFault> All { get; } =
    [
        new("link-cut", true, false, (bed, r, ct) => OutageAsync(bed, LinkFault.Cut, r, ct)),
        new("link-half-open", true, false, (bed, r, ct) => OutageAsync(bed, LinkFault.HalfOpen, r, ct)),
        new("link-delay", false, false, (bed, _, ct) => LinkAsync(bed, LinkFault.Delay(TimeSpan.FromMilliseconds(LatencyMs)), Length, ct)),
        new("link-throttle", false, false, (bed, _, ct) => LinkAsync(bed, LinkFault.Throttle(ThrottledBytesPerSecond), Length, ct)),
        new("link-reset", true, false, ResetAsync),
        new("link-forget", true, false, ForgetAsync),
        new("broker-kill", true, false, (bed, r, ct) => bed.KillBrokerAsync(Outage(bed, r), ct)),
        new("service-kill", true, true, (bed, r, ct) => bed.KillServiceAsync(TimeSpan.FromSeconds(r.NextDouble()), ct)),
        new("service-term", true, true, (bed, _, ct) => bed.StopServiceAsync(ct)),
        new("scorer-stall", false, false, (bed, _, ct) => bed.InjectAsync("""{"fault":"scorer-stall","milliseconds":500,"count":3}""", Length, ct)),
        new("scorer-exception", false, false, (bed, _, ct) => bed.InjectAsync("""{"fault":"scorer-exception","count":5}""", Length, ct)),
        new("nan-scores", false, false, (bed, _, ct) => bed.InjectAsync("""{"fault":"nan-scores","count":5}""", Length, ct)),
        new("device-oom", false, false, (bed, _, ct) => bed.InjectAsync("""{"fault":"device-oom","count":5}""", Length, ct)),
        new("clock-step", false, false, StepClockAsync),
        new("disk-full", false, false, (bed, _, ct) => bed.InjectAsync("""{"fault":"disk-full","milliseconds":2000}""", Length, ct)),
        new("slow-outputs", false, false, (bed, _, ct) => bed.InjectAsync("""{"fault":"slow-outputs","milliseconds":3000,"perSecond":1}""", Length, ct)),
    ];

    /// <summary>The faults of <paramref name="names"/>; <c>all</c> is all of them.</summary>
    /// <exception cref="ArgumentException">One is not known.</exception>
    public static IReadOnlyList<SoakFault> Choose(IReadOnlyList<string> names)
    {
        var wanted = names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (wanted.Find(n => n != "all" && All.All(f => f.Name != n)) is { } unknown)
        {
            throw new ArgumentException(
                $"--faults {unknown}: there is no such fault. Use all, or some of {string.Join(", ", All.Select(f => f.Name))}.");
        }

        return wanted.Contains("all") ? All : [.. All.Where(f => wanted.Contains(f.Name))];
    }

    private static TimeSpan Outage(SoakBed bed, Random random) =>
        TimeSpan.FromSeconds(LeastOutageSeconds + (random.NextDouble() * Math.Max(0, bed.Settings.OutageSeconds - LeastOutageSeconds)));

    private static Task OutageAsync(SoakBed bed, LinkFault fault, Random random, CancellationToken cancellationToken) =>
        LinkAsync(bed, fault, Outage(bed, random), cancellationToken);

    private static async Task LinkAsync(SoakBed bed, LinkFault fault, TimeSpan length, CancellationToken cancellationToken)
    {
        bed.Proxy!.Set(fault);
        try
        {
            await bed.WaitAsync(length, cancellationToken);
        }
        finally
        {
            bed.Proxy.Restore();
        }
    }

    private static async Task ResetAsync(SoakBed bed, Random random, CancellationToken cancellationToken)
    {
        for (var resets = 0; resets < 3; resets++)
        {
            bed.Proxy!.Reset();
            await bed.WaitAsync(TimeSpan.FromMilliseconds(200 + random.Next(600)), cancellationToken);
        }
    }

    private static Task ForgetAsync(SoakBed bed, Random random, CancellationToken cancellationToken)
    {
        bed.Proxy!.Forget();
        return bed.WaitAsync(Length, cancellationToken);
    }

    private static async Task StepClockAsync(SoakBed bed, Random random, CancellationToken cancellationToken)
    {
        var step = random.Next(2) == 0 ? 5000 : -5000;
        await bed.InjectAsync(Step(step), Length, cancellationToken);
        await bed.InjectAsync(Step(-step), TimeSpan.Zero, cancellationToken);
    }

    private static string Step(int milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"fault\":\"clock-step\",\"milliseconds\":{milliseconds}}}");
}
