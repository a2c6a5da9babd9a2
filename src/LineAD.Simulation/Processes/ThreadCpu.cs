using System.Globalization;

namespace LineAD.Simulation.Processes;

/// <summary>
/// CPU time of a process by thread name, from <c>/proc</c>. Threads that a named thread's libraries start inherit its name, so
/// the workers of the scorer count as the scorer.
/// </summary>
public static class ThreadCpu
{
    // USER_HZ, the unit of /proc/*/stat, is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of user and system time, summed by thread name (at most 15 characters). Empty off Linux.</summary>
    public static IReadOnlyDictionary<string, double> Read(int processId)
    {
        var sums = new Dictionary<string, double>();
        var tasks = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/task";
        if (!Directory.Exists(tasks))
        {
            return sums;
        }

        foreach (var task in Directory.EnumerateDirectories(tasks))
        {
            try
            {
                var (name, seconds) = Parse(File.ReadAllText(Path.Combine(task, "stat")));
                sums[name] = sums.GetValueOrDefault(name) + seconds;
            }
            catch (IOException)
            {
                // The thread ended between listing and reading.
            }
        }

        return sums;
    }

    /// <summary>Sum of what <paramref name="after"/> has more than <paramref name="before"/> in names that begin so.</summary>
    public static double Difference(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after, string prefix) =>
        after.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Sum(t => t.Value - before.GetValueOrDefault(t.Key));

    internal static (string Name, double Seconds) Parse(string stat)
    {
        // "tid (name) state ...": the name may hold blanks and brackets, so it ends at the last bracket.
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        var close = stat.LastIndexOf(')');
        var fields = stat[(close + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return (stat[(open + 1)..close], ticks / TicksPerSecond);
    }
}
