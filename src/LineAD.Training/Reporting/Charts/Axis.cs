namespace LineAD.Training.Reporting.Charts;

/// <summary>One axis of a chart: its range, its ticks, and where a value lies on it.</summary>
internal sealed record Axis
{
    private static readonly double[] Steps = [1, 2, 5];

    private Axis(string label, double min, double max, bool isLog) => (Label, Min, Max, IsLog) = (label, min, max, isLog);

    public string Label { get; }

    public double Min { get; }

    public double Max { get; }

    public bool IsLog { get; }

    /// <summary>Where lines and numbers are drawn, ascending, inside the range.</summary>
    public IReadOnlyList<double> Ticks => IsLog ? LogTicks() : LinearTicks();

    /// <summary>From 0 to 1.</summary>
    public static Axis Unit(string label) => new(label, 0, 1, false);

    /// <summary>From the least to the greatest value, or wider when they are one.</summary>
    public static Axis Linear(string label, double min, double max) => new(label, min, max > min ? max : min + 1, false);

    /// <summary>Equal ratios, equal lengths; the range is widened a little. Values must be above 0.</summary>
    public static Axis Log(string label, double min, double max) => new(label, min / 1.08, max * 1.08, true);

    /// <summary>0 at the axis' start, 1 at its end; values outside lie on the nearer end.</summary>
    public double At(double value)
    {
        var share = IsLog
            ? Math.Log(Math.Max(value, Min) / Min) / Math.Log(Max / Min)
            : (value - Min) / (Max - Min);
        return double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
    }

    /// <summary>The value at a share of the axis.</summary>
    public double ValueAt(double share) =>
        IsLog ? Min * Math.Pow(Max / Min, share) : Min + (share * (Max - Min));

    private List<double> LinearTicks()
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10((Max - Min) / 4)));
        var step = unit * Steps.Append(10).First(s => (Max - Min) / (s * unit) <= 6);
        var first = Math.Ceiling((Min / step) - 1e-9);
        return [.. Enumerable.Range(0, (int)(((Max - (first * step)) / step) + 1e-9) + 1).Select(k => (first + k) * step)];
    }

    private List<double> LogTicks()
    {
        var ticks = Multiples(Steps);
        ticks = ticks.Count < 3 ? Multiples([1, 2, 3, 4, 5, 6, 7, 8, 9]) : ticks;
        return ticks.Count <= 9 ? ticks : [.. ticks.Where(tick => Math.Abs(Math.Log10(tick) % 1) < 1e-9)];
    }

    private List<double> Multiples(double[] steps)
    {
        var (low, high) = ((int)Math.Floor(Math.Log10(Min)), (int)Math.Ceiling(Math.Log10(Max)));
        return [.. Enumerable.Range(low, high - low + 1)
            .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(tick => tick >= Min && tick <= Max)];
    }
}
