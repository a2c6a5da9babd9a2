using System.Globalization;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Reporting;

/// <summary>Numbers as people read them, the same in every country.</summary>
internal static class Texts
{
    /// <summary>Up to four digits, no more than needed.</summary>
    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A place in a drawing.</summary>
    public static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A metric between 0 and 1, four decimals; "n/a" where undefined.</summary>
    public static string Metric(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "n/a";

    /// <summary>A score, three decimals.</summary>
    public static string Score(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => share.ToString(share is > 0 and < 0.01 ? "0.00 %" : "0.0 %", CultureInfo.InvariantCulture);

    /// <summary>"2 of 17", or "n/a".</summary>
    public static string Count(RateEstimate? rate) => rate is null ? "n/a" : $"{rate.Events} of {rate.Trials}";

    /// <summary>The interval of a share in per cent.</summary>
    public static string Interval(RateEstimate? rate) =>
        rate is null ? "undefined on these parts" : $"{Percent(rate.Rate)}, 95 % interval {Percent(rate.Lower)} to {Percent(rate.Upper)}";
}
