using System.Globalization;

namespace LineAD.Training.Learning;

/// <summary>Says before a run that it is too short for its architecture, and how long a better one is.</summary>
public static class StepAdvice
{
    private const int Rounding = 100;

    // A run that is nearly long enough needs no advice.
    private const double Enough = 0.75;

    /// <summary>The advice; null when the run is long enough, or nothing is known of the architecture's needs.</summary>
    /// <param name="options">The run.</param>
    /// <param name="parts">Good parts to learn from.</param>
    public static string? For(TrainingOptions options, int parts)
    {
        ArgumentNullException.ThrowIfNull(options);
        var wanted = TrainingRecipes.Get(options.Architecture).PicturesWanted(parts);
        if ((long)options.Steps * options.BatchSize >= Enough * wanted || options.FirstProblem() is not null)
        {
            // What cannot work is refused elsewhere, with its own remedy.
            return null;
        }

        var steps = (wanted + (options.BatchSize * Rounding) - 1) / (options.BatchSize * Rounding) * Rounding;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Architecture}: {options.Steps} steps of {options.BatchSize} pictures are few for {parts} good parts: its head ")
            + "begins to learn when its student is done, and on 630 parts it found more when each was seen forty times instead of twenty. "
            + string.Create(CultureInfo.InvariantCulture, $"Give --steps {steps}, or --architecture rd, which needs fewer.");
    }
}
