namespace LineAD.Training.Learning;

/// <summary>
/// When a run ends. By default after its steps. With <see cref="TrainingOptions.LeastGain"/> earlier: once the training
/// loss of the last fifth of the steps fell by less than that share against the fifth before, the run goes over to its
/// final phase at a tenth of the step size, a quarter of what is done, and ends. Sees the training loss only: held-out
/// parts would no longer be unspoilt for calibration, and test parts are out of reach.
/// </summary>
internal sealed class StopRule(TrainingOptions options)
{
    private const double FinalShare = 0.8;
    private readonly int _window = Math.Max(1, options.Steps / 5);
    private bool _isFlat;

    /// <summary>Step from which the final phase runs.</summary>
    public int FinalFrom { get; private set; } = (int)Math.Ceiling(options.Steps * FinalShare);

    /// <summary>Steps of the whole run.</summary>
    public int End { get; private set; } = options.Steps;

    /// <summary>Looks at a learning curve that has a new last point.</summary>
    public void Observe(IReadOnlyList<TrainingPoint> curve)
    {
        var step = curve[^1].Step;
        if (options.LeastGain <= 0 || _isFlat || step < 2 * _window || step >= FinalFrom)
        {
            return;
        }

        var recent = Mean(curve, step - _window, step);
        var before = Mean(curve, step - (2 * _window), step - _window);
        if (before - recent < options.LeastGain * before)
        {
            (_isFlat, FinalFrom, End) = (true, step, Math.Min(options.Steps, step + Math.Max(1, step / 4)));
        }
    }

    /// <summary>Comes to where it was when <paramref name="curve"/> was recorded.</summary>
    public void Replay(IReadOnlyList<TrainingPoint> curve)
    {
        for (var count = 1; count <= curve.Count; count++)
        {
            Observe([.. curve.Take(count)]);
        }
    }

    private static double Mean(IReadOnlyList<TrainingPoint> curve, int above, int upTo) =>
        curve.Where(point => point.Step > above && point.Step <= upTo).Select(point => point.Loss)
            .DefaultIfEmpty(double.PositiveInfinity).Average();
}
