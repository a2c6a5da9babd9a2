using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Serving;

namespace LineAD.Cli.Bench;

/// <summary>The scorer alone: bytes in, scores and no maps out.</summary>
internal sealed class RawMeasurements(BenchSettings settings, TimeProvider time)
{
    internal static readonly int[] Shapes = [1, 2, 4, 8];

    // The least of many calls is found in less time than a mean over the moods of a machine.
    private const int SustainedShare = 3;

    /// <summary>Milliseconds per frame by batch: the least of the rounds, for whatever disturbs a machine only adds.</summary>
    public IReadOnlyDictionary<int, double> MsPerFrame(Precision precision)
    {
        var pool = new BufferPool(256L << 20);
        var spec = new InputSpec(settings.Size, settings.Size);
        using var lease = ModelFactory.CreateRandom(
            settings.Architecture, settings.Teacher, spec, 1, new RandomModelSettings { Precision = precision, LargestBatch = Shapes[^1] });
        var figures = new SortedDictionary<int, double>();
        foreach (var shape in Shapes)
        {
            var items = Items(pool, lease, spec, shape);
            figures[shape] = Math.Round(Best(lease, items) * 1e3 / shape, 3);
            items.ForEach(i => i.Image.Dispose());
        }

        return figures;
    }

    /// <summary>Frames per second of one batch after the other, as a line would have them: over the time, not of the best call.</summary>
    public double SustainedFramesPerSecond(Precision precision, int batch)
    {
        var pool = new BufferPool(256L << 20);
        var spec = new InputSpec(settings.Size, settings.Size);
        using var lease = ModelFactory.CreateRandom(
            settings.Architecture, settings.Teacher, spec, 1, new RandomModelSettings { Precision = precision, LargestBatch = batch, PinThreads = true });
        var items = Items(pool, lease, spec, batch);
        lease.Rehearse();
        var (frames, start) = (0L, time.GetTimestamp());
        TimeSpan taken;
        do
        {
            lease.Group.Score(items, batch);
            frames += batch;
            taken = time.GetElapsedTime(start);
        }
        while (taken.TotalSeconds < SustainedShare * settings.RawSeconds);

        items.ForEach(i => i.Image.Dispose());
        return frames / taken.TotalSeconds;
    }

    internal static List<ScoreItem> Items(BufferPool pool, IModelLease lease, InputSpec spec, int count)
    {
        var random = new Random(5);
        var items = new List<ScoreItem>();
        for (var i = 0; i < count; i++)
        {
            var pixels = pool.TryRentBytes(spec.Width * spec.Height * 3)
                ?? throw new InvalidOperationException("The bench's pool is too small for its batch.");
            random.NextBytes(pixels.Span);
            items.Add(new ScoreItem(new DecodedImage(pixels, spec, spec.Width, spec.Height), lease, double.PositiveInfinity));
        }

        return items;
    }

    private double Best(IModelLease lease, List<ScoreItem> items)
    {
        var best = double.MaxValue;
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start).TotalSeconds < settings.RawSeconds)
        {
            var before = time.GetTimestamp();
            lease.Group.Score(items, items.Count);
            best = Math.Min(best, time.GetElapsedTime(before).TotalSeconds);
        }

        return best;
    }
}
