using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// Trains a student on teacher features. The run ends by its <see cref="StopRule"/>; nothing is selected, neither on test
/// data, which it cannot reach, nor on held-out parts, which calibration needs unspoilt.
/// </summary>
/// <remarks>
/// The same options, images, machine and thread count give the same weights. With a checkpoint file a killed run goes
/// on where it was and ends with the same weights as an uninterrupted one.
/// </remarks>
public sealed class Trainer(TrainingOptions options, TeacherSpec teacher, TimeProvider time)
{
    private const int ReportEverySteps = 20;
    private const int CheckpointEverySteps = 50;
    private const double FinalFactor = 0.1;
    private readonly List<TrainingPoint> _curve = [];
    private readonly StopRule _stop = new(options);

    /// <summary>Called after each report; may be null.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Checkpoint file, null for none. Deleted when the run is complete.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>The learning curve so far, with what a run before a kill recorded.</summary>
    public IReadOnlyList<TrainingPoint> Curve => _curve;

    /// <summary>Seconds that the optimisation took, with those of a run before a kill; 0 until it is complete.</summary>
    public double Seconds { get; private set; }

    /// <summary>Steps between checkpoints; tests shorten it.</summary>
    internal int CheckpointEvery { get; init; } = CheckpointEverySteps;

    /// <summary>Called with the steps done after each step; tests end the run in it.</summary>
    internal Action<int>? AfterStep { get; init; }

    /// <summary>Trains; the caller disposes of the student.</summary>
    /// <param name="training">Features of the parts to learn from.</param>
    /// <param name="heldOut">Features of the held-out parts; looked at, never learnt from. Null when there are none.</param>
    /// <param name="cancellationToken">Stops between two steps; the checkpoint is written first.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer finite.</exception>
    public Student Train(TeacherFeatures training, TeacherFeatures? heldOut, CancellationToken cancellationToken)
    {
        torch.manual_seed(options.Seed);
        var student = Architecture.Create(options.Architecture, teacher, torch.CPU, true, options.Without);
        try
        {
            Run(student, training, heldOut, cancellationToken);
            return student;
        }
        catch
        {
            student.Dispose();
            throw;
        }
    }

    private void Run(
        Student student, TeacherFeatures training, TeacherFeatures? heldOut, CancellationToken cancellationToken)
    {
        var recipe = TrainingRecipes.Get(options.Architecture);
        using var optimizer = recipe.CreateOptimizer(student, options);
        var checkpoint = CheckpointPath is null ? null : new Checkpoint(CheckpointPath, Key(training.Count));
        var (first, earlier) = checkpoint?.Restore(student, optimizer, _curve) ?? default;
        _stop.Replay(_curve);
        var order = new BatchOrder(training.Count, options.BatchSize, options.Seed);
        var start = time.GetTimestamp();
        var losses = new List<double>();
        for (var step = first; step < _stop.End; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                checkpoint?.Save(step, Spent(earlier, start), _curve, student, optimizer);
                cancellationToken.ThrowIfCancellationRequested();
            }

            losses.Add(Step(recipe, student, optimizer, training, order.At(step), step));
            Report(recipe, student, heldOut, step + 1, first, losses, start);
            if ((step + 1) % CheckpointEvery == 0 && step + 1 < _stop.End)
            {
                checkpoint?.Save(step + 1, Spent(earlier, start), _curve, student, optimizer);
            }

            AfterStep?.Invoke(step + 1);
        }

        student.Training = false;
        Seconds = Spent(earlier, start);
        checkpoint?.Delete();
    }

    private double Spent(double earlier, long start) => earlier + time.GetElapsedTime(start).TotalSeconds;

    private double Step(
        ITrainingRecipe recipe,
        Student student,
        OptimizerHelper optimizer,
        TeacherFeatures features,
        int[] batch,
        int step)
    {
        using var scope = torch.NewDisposeScope();
        student.Training = true;

        // What a recipe draws depends on the step alone, so that a resumed run draws what the uninterrupted one drew.
        torch.manual_seed(((long)options.Seed << 32) + step);
        var rate = step < _stop.FinalFrom ? options.LearningRate : options.LearningRate * FinalFactor;
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate * recipe.RateFactor(step, options.Steps);
        }

        optimizer.zero_grad();
        var loss = recipe.Loss(
            student, new TrainingBatch(features, batch, step, options.Steps, options.Seed));
        loss.backward();
        optimizer.step();
        var value = loss.item<float>();
        return float.IsFinite(value)
            ? value
            : throw new InvalidOperationException(
                $"the loss is {value} at step {step + 1}; train with a lower learning rate.");
    }

    private void Report(
        ITrainingRecipe recipe,
        Student student,
        TeacherFeatures? heldOut,
        int done,
        int first,
        List<double> losses,
        long start)
    {
        if (done % ReportEverySteps != 0 && done != _stop.End)
        {
            return;
        }

        var point = new TrainingPoint(done, losses.Average(), HeldOutLoss(recipe, student, heldOut, done));
        _curve.Add(point);
        _stop.Observe(_curve);
        losses.Clear();
        var elapsed = time.GetElapsedTime(start);
        var remaining = elapsed / (done - first) * (_stop.End - done);
        Progress?.Invoke(new TrainingProgress(done, _stop.End, point.Loss, point.HeldOutLoss, elapsed, remaining));
    }

    private double HeldOutLoss(ITrainingRecipe recipe, Student student, TeacherFeatures? heldOut, int step)
    {
        if (heldOut is null)
        {
            return double.NaN;
        }

        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        student.Training = false;
        int[] all = [.. Enumerable.Range(0, Math.Min(heldOut.Count, 16))];
        return recipe.Loss(student, new TrainingBatch(heldOut, all, step - 1, options.Steps, 0)).item<float>();
    }

    private string Key(int images) => $"{options} {teacher.Id} {images}";
}
