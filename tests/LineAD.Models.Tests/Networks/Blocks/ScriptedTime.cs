namespace LineAD.Models.Tests.Networks.Blocks;

/// <summary>
/// A clock for measurements that take two ways in turn: each measurement (two readings) of the first way takes <paramref name="first"/>
/// seconds, each of the second <paramref name="second"/>, whatever they really take.
/// </summary>
internal sealed class ScriptedTime(double first, double second) : TimeProvider
{
    private long _readings;
    private double _now;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp()
    {
        _now += (_readings++ % 4) switch
        {
            1 => first,
            3 => second,
            _ => 0,
        };
        return (long)(_now * TimestampFrequency);
    }
}
