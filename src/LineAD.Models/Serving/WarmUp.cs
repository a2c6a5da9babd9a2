using LineAD.Models.Networks.Blocks;

namespace LineAD.Models.Serving;

/// <summary>Runs every batch shape of a model until it is warm, tunes its convolutions, and measures its cost.</summary>
internal static class WarmUp
{
    private const int Rounds = 4;

    /// <summary>Seconds per shape: the median of the rounds after the first.</summary>
    internal static Dictionary<int, double> Run(
        LoadedModel model, TimeProvider time, CancellationToken cancellationToken)
    {
        using var pass = model.Group.CreatePass();
        using var lease = model.TryLease()!;
        Tune(pass, lease, time, cancellationToken);
        var seconds = new Dictionary<int, double>();
        foreach (var shape in model.Group.BatchShapes)
        {
            using var batch = new NoiseBatch(lease, shape);
            var rounds = new double[Rounds];
            for (var k = 0; k < Rounds; k++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var start = time.GetTimestamp();
                batch.Score(pass);
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
            using var batch = new NoiseBatch(lease, shape);
            batch.Score(pass);
        }
    }
}
