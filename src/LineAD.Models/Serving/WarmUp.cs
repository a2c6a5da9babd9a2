using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Networks.Blocks;

namespace LineAD.Models.Serving;

/// <summary>Runs every batch shape of a model until it is warm, tunes its convolutions, and measures its cost.</summary>
internal static class WarmUp
{
    private const int Rounds = 4;
    private const int Seed = 7;

    /// <summary>Seconds per shape: the median of the rounds after the first.</summary>
    internal static Dictionary<int, double> Run(
        LoadedModel model, TimeProvider time, CancellationToken cancellationToken)
    {
        using var pass = model.Group.CreatePass();
        using var lease = (ModelLease)model.TryLease()!;
        Tune(pass, lease, time, cancellationToken);
        var seconds = new Dictionary<int, double>();
        foreach (var shape in model.Group.BatchShapes)
        {
            var rounds = new double[Rounds];
            for (var k = 0; k < Rounds; k++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var start = time.GetTimestamp();
                Once(pass, lease, shape);
                rounds[k] = time.GetElapsedTime(start).TotalSeconds;
            }

            var warm = rounds[1..];
            Array.Sort(warm);
            seconds[shape] = warm[warm.Length / 2];
        }

        return seconds;
    }

    // Before anything is measured. The smallest and the largest batch tell for those between.
    private static void Tune(
        ScoringPass pass, ModelLease lease, TimeProvider time, CancellationToken cancellationToken)
    {
        using var tuning = ConvTuning.Open(time);
        foreach (var shape in new[] { lease.Group.BatchShapes[0], lease.Group.BatchShapes[^1] }.Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Once(pass, lease, shape);
        }
    }

    /// <summary>Scores a full batch of noise, maps and all.</summary>
    internal static void Once(ScoringPass pass, ModelLease lease, int shape)
    {
        var input = lease.Group.Input;
        var bytes = input.Width * input.Height * 3;
        var pool = new BufferPool(long.MaxValue);
        var items = new List<ScoreItem>(shape);
        try
        {
            for (var k = 0; k < shape; k++)
            {
                var pixels = pool.TryRentBytes(bytes)!;
                new Random(Seed + k).NextBytes(pixels.Span);
                var image = new DecodedImage(pixels, input, input.Width, input.Height);
                items.Add(new ScoreItem(image, lease, double.NegativeInfinity));
            }

            pass.Run(items, shape);
        }
        finally
        {
            items.ForEach(Release);
        }
    }

    private static void Release(ScoreItem item)
    {
        item.Map?.Dispose();
        item.Image.Dispose();
    }
}
