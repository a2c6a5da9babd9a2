using System.Globalization;

namespace LineAD.Testing;

/// <summary>How the scheduler treats the calling thread, sched(7). Linux only.</summary>
public static class SchedulingPolicy
{
    /// <summary>Its turn comes like everyone's.</summary>
    public const int Other = 0;

    /// <summary>Real-time.</summary>
    public const int FirstInFirstOut = 1;

    /// <summary>Runs when nothing else does.</summary>
    public const int Idle = 5;

    private const int Field = 38;

    /// <summary>proc(5): field 41 of the line; those before the name's closing bracket are two.</summary>
    public static int Now()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[Field], CultureInfo.InvariantCulture);
    }
}
