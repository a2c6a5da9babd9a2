using MathNet.Numerics.Distributions;

namespace LineAD.Training.Evaluation;

/// <summary>A measured share with its two-sided 95 % Clopper-Pearson interval (exact for a binomial count).</summary>
/// <param name="Events">How often it happened.</param>
/// <param name="Trials">Out of how many.</param>
/// <param name="Rate">Events / trials.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
public sealed record RateEstimate(int Events, int Trials, double Rate, double Lower, double Upper)
{
    /// <summary>Error probability of the interval, both sides together.</summary>
    public const double Alpha = 0.05;

    /// <summary>
    /// The estimate of <paramref name="events"/> in <paramref name="trials"/>; null when nothing was tried.
    /// </summary>
    public static RateEstimate? Of(int events, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        if (trials == 0)
        {
            return null;
        }

        var lower = events == 0 ? 0 : Beta.InvCDF(events, trials - events + 1, Alpha / 2);
        var upper = events == trials ? 1 : Beta.InvCDF(events + 1, trials - events, 1 - (Alpha / 2));
        return new RateEstimate(events, trials, (double)events / trials, lower, upper);
    }
}
