using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Serving;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Training.Benchmarking;

/// <summary>Measures <see cref="InferenceCost"/> with random weights: costs do not depend on them.</summary>
internal sealed class CostMeter(TimeProvider time, double secondsPerShape)
{
    private const int LargestBatch = 8;

    public InferenceCost Measure(BenchmarkCase run)
    {
        var spec = TeacherCatalog.Get(run.Teacher);
        using var teacher = spec.Build(torch.CPU, initialise: true);
        using var student = Architecture.Create(run.Architecture, spec, torch.CPU);
        var fastest = new[] { Precision.Fp32, Precision.Bf16 }
            .Select(precision => Measure(run, precision)).MinBy(cost => cost.OfEight);
        return new InferenceCost(
            Count(teacher), Count(student), fastest.Alone, fastest.OfEight, Precisions.Name(fastest.Precision));
    }

    private static long Count(Network network) => network.Parameters.Sum(parameter => parameter.shape.Aggregate(1L, (a, b) => a * b));

    private (Precision Precision, double Alone, double OfEight) Measure(BenchmarkCase run, Precision precision)
    {
        var (pool, input) = (new BufferPool(256L << 20), new InputSpec(run.Size, run.Size));
        using var lease = ModelFactory.CreateRandom(
            run.Architecture, run.Teacher, input, 1,
            new RandomModelSettings { Precision = precision, LargestBatch = LargestBatch });
        return (precision, Best(lease, pool, input, 1), Best(lease, pool, input, LargestBatch));
    }

    private double Best(IModelLease lease, BufferPool pool, InputSpec input, int batch)
    {
        var items = Items(lease, pool, input, batch);
        var (best, start) = (double.MaxValue, time.GetTimestamp());
        do
        {
            var before = time.GetTimestamp();
            lease.Group.Score(items, batch);
            best = Math.Min(best, time.GetElapsedTime(before).TotalMilliseconds);
        }
        while (time.GetElapsedTime(start).TotalSeconds < secondsPerShape);

        items.ForEach(item => item.Image.Dispose());
        return Math.Round(best / batch, 3);
    }

    private static List<ScoreItem> Items(IModelLease lease, BufferPool pool, InputSpec input, int count)
    {
        var random = new Random(5);
        var items = new List<ScoreItem>();
        for (var i = 0; i < count; i++)
        {
            var pixels = pool.TryRentBytes(input.Width * input.Height * 3)
                ?? throw new InvalidOperationException("The benchmark's pool is too small for its batch.");
            random.NextBytes(pixels.Span);
            items.Add(new ScoreItem(new DecodedImage(pixels, input, input.Width, input.Height), lease, double.PositiveInfinity));
        }

        return items;
    }
}
