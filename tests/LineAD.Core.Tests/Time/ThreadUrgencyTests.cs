using System.Globalization;
using LineAD.Core.Time;

namespace LineAD.Core.Tests.Time;

public sealed class ThreadUrgencyTests
{
    private const int PolicyField = 38;

    [Fact]
    public void Raise_OnLinux_RaisesThatThreadAndNoneThatItStarts()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (raised, started) = (-1, -1);
        var thread = new Thread(() =>
        {
            ThreadUrgency.Raise();
            raised = Policy();
            var child = new Thread(() => started = Policy());
            child.Start();
            child.Join();
        });
        thread.Start();
        thread.Join();

        // 1 is SCHED_FIFO, which needs a right that not every user has.
        raised.ShouldBeOneOf(0, 1);
        started.ShouldBe(0);
        Policy().ShouldBe(0);
    }

    // proc(5): field 41 of the line; those before the name's closing bracket are two.
    private static int Policy()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[PolicyField], CultureInfo.InvariantCulture);
    }
}
