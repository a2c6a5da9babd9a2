using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Training.Learning;
using LineAD.Training.Runs;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Teaching;

/// <summary>
/// Makes the built-in teacher: a small ResNet learns to predict the features of a larger teacher (EfficientNet-Lite0,
/// Apache-2.0) on procedural pictures. No photograph and no weight of the larger teacher goes into the result.
/// </summary>
/// <remarks>
/// Chosen over classifying procedural textures and over random weights by the nearest-neighbour figures in
/// tests/LineAD.Benchmarks/RESULTS.md.
/// </remarks>
public sealed class TeacherMaker(TeacherRecipe recipe, TrainingTeacher source, TimeProvider time)
{
    private const int WarmUpSteps = 50;
    private const int StatisticsBatches = 8;
    private const int ReportEverySteps = 20;
    private const double WeightDecay = 0.01;

    /// <summary>Called after each report with the training loss; may be null.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Makes the teacher; the caller disposes of it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public Backbone Make(CancellationToken cancellationToken)
    {
        torch.manual_seed(recipe.Seed);
        var spec = TeacherCatalog.Get(TeacherCatalog.BuiltinId);
        var network = spec.Build(torch.CPU, initialise: true);
        var feed = new PictureFeed(recipe);
        using var heads = Heads(spec, feed);
        using var optimizer = torch.optim.AdamW(
            network.Parameters.Concat(heads.Parameters), recipe.LearningRate, weight_decay: WeightDecay);
        network.Training = true;
        var (start, losses) = (time.GetTimestamp(), new List<double>());
        for (var step = 0; step < recipe.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            losses.Add(Step(network, spec, heads, optimizer, feed.Batch(step), step));
            Report(step + 1, losses, start);
        }

        network.Training = false;
        return network;
    }

    internal double LearningRate(int step) => recipe.LearningRate * Math.Min(1, (step + 1.0) / WarmUpSteps)
        * 0.5 * (1 + Math.Cos(Math.PI * step / recipe.Steps));

    private DistillationHeads Heads(TeacherSpec spec, PictureFeed feed)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var batches = Enumerable.Range(recipe.Steps, StatisticsBatches)
            .Select(step => Targets(feed.Batch(step))).ToList();
        var samples = Enumerable.Range(0, spec.Taps.Count)
            .Select(level => torch.cat([.. batches.Select(batch => batch[level])], 0)).ToList();
        using var enabled = torch.enable_grad();
        return new DistillationHeads(spec.Taps, samples);
    }

    private double Step(
        Backbone network, TeacherSpec spec, DistillationHeads heads, OptimizerHelper optimizer,
        IReadOnlyList<Imaging.RgbImage> pictures, int step)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = LearningRate(step);
        }

        optimizer.zero_grad();
        var image = ImageTensors.Normalised(pictures, spec.Preprocessing);
        var features = network.Forward(recipe.Bf16 ? image.to(torch.bfloat16) : image);
        var loss = heads.Loss(features, Targets(pictures));
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    private torch.Tensor[] Targets(IReadOnlyList<Imaging.RgbImage> pictures)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var taps = source.Network.Forward(ImageTensors.Normalised(pictures, source.Spec.Preprocessing));
        return [.. taps.Select(tap => tap.MoveToOuterDisposeScope())];
    }

    private void Report(int done, List<double> losses, long start)
    {
        if (Progress is null || (done % ReportEverySteps != 0 && done != recipe.Steps))
        {
            return;
        }

        var elapsed = time.GetElapsedTime(start);
        Progress(new TrainingProgress(
            done, recipe.Steps, losses.Average(), double.NaN, elapsed, elapsed / done * (recipe.Steps - done)));
        losses.Clear();
    }
}
