using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Serving;
using LineAD.Simulation.Line;

namespace LineAD.Cli.Bench;

/// <summary>
/// The scorer alone under the arrivals of the run at 70 %: no broker, no decoding, no decisions; a batch is the largest
/// shape that what waits fills. What is late here is late by the machine and the model, whatever stands around them.
/// </summary>
internal sealed class BareLoad(BenchSettings settings, TimeProvider time)
{
    private const double Jitter = 0.2;

    /// <summary>Scores <paramref name="count"/> frames that come at <paramref name="rate"/>; late: longer than the deadline.</summary>
    public BareLoadFigures Run(Precision precision, int count, double rate, int deadlineMs)
    {
        var pool = new BufferPool(256L << 20);
        var spec = new InputSpec(settings.Size, settings.Size);
        var largest = RawMeasurements.Shapes[^1];
        using var lease = ModelFactory.CreateRandom(
            settings.Architecture, settings.Teacher, spec, 1, new RandomModelSettings { Precision = precision, LargestBatch = largest, PinThreads = true });
        var items = RawMeasurements.Items(pool, lease, spec, largest);
        lease.Rehearse();
        var latencies = Score(lease.Group, items, Arrivals(count, rate));
        items.ForEach(i => i.Image.Dispose());
        return new BareLoadFigures(latencies.Count(l => l > deadlineMs), Percentiles.Of(latencies));
    }

    private static TimeSpan[] Arrivals(int count, double rate)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
            TimeSpan.FromSeconds(Math.Max(0, i + ((random.NextDouble() * 2 - 1) * Jitter)) / rate))];
    }

    private double[] Score(ITeacherGroup group, List<ScoreItem> items, TimeSpan[] arrivals)
    {
        using var never = new ManualResetEventSlim();
        var latencies = new double[arrivals.Length];
        var start = time.GetTimestamp();
        for (var next = 0; next < arrivals.Length;)
        {
            var wait = arrivals[next] - time.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                never.Wait(wait);
                continue;
            }

            var waiting = Waiting(arrivals, next, time.GetElapsedTime(start), items.Count);
            var taken = RawMeasurements.Shapes.Last(s => s <= waiting);
            group.Score(items[..taken], taken);
            var now = time.GetElapsedTime(start);
            for (var end = next + taken; next < end; next++)
            {
                latencies[next] = (now - arrivals[next]).TotalMilliseconds;
            }
        }

        return latencies;
    }

    private static int Waiting(TimeSpan[] arrivals, int next, TimeSpan now, int most)
    {
        var taken = 1;
        while (taken < most && next + taken < arrivals.Length && arrivals[next + taken] <= now)
        {
            taken++;
        }

        return taken;
    }
}

/// <summary>The scorer alone under load.</summary>
/// <param name="Late">Frames that took longer than the deadline.</param>
/// <param name="LatencyMs">From the frame's time to its score.</param>
internal sealed record BareLoadFigures(int Late, Percentiles LatencyMs);
