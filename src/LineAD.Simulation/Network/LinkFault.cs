namespace LineAD.Simulation.Network;

/// <summary>The state of a link. Immutable.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Latency">Added one-way time of <see cref="LinkFaultKind.Delay"/>.</param>
/// <param name="BytesPerSecond">Rate of <see cref="LinkFaultKind.Throttle"/>, above 0.</param>
/// <param name="IsOneWay">Whether delay and rate concern only what goes to the target.</param>
public sealed record LinkFault(LinkFaultKind Kind, TimeSpan Latency = default, int BytesPerSecond = 0, bool IsOneWay = false)
{
    /// <summary>A sound link.</summary>
    public static LinkFault None { get; } = new(LinkFaultKind.None);

    /// <summary>See <see cref="LinkFaultKind.Cut"/>.</summary>
    public static LinkFault Cut { get; } = new(LinkFaultKind.Cut);

    /// <summary>See <see cref="LinkFaultKind.HalfOpen"/>.</summary>
    public static LinkFault HalfOpen { get; } = new(LinkFaultKind.HalfOpen);

    /// <summary>See <see cref="LinkFaultKind.Delay"/>.</summary>
    public static LinkFault Delay(TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        return new LinkFault(LinkFaultKind.Delay, Latency: latency);
    }

    /// <summary>See <see cref="LinkFaultKind.Throttle"/>.</summary>
    public static LinkFault Throttle(int bytesPerSecond, bool isOneWay = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerSecond, 1);
        return new LinkFault(LinkFaultKind.Throttle, BytesPerSecond: bytesPerSecond, IsOneWay: isOneWay);
    }
}
