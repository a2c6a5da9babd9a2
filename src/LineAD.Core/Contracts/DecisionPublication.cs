using LineAD.Core.Wire;

namespace LineAD.Core.Contracts;

/// <summary>A journalled decision on its way to the sinks. Immutable; the same object goes to every sink of the station.</summary>
public sealed class DecisionPublication
{
    /// <summary>The decision.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Whether it repeats an earlier publication (flag bit 3 of the binary record).</summary>
    public bool Repeated { get; init; }

    /// <summary>JSON form, at most 254 bytes of UTF-8.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Binary form, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Binary { get; init; }

    /// <summary>Whether it goes to the reject topics too (a reject, or a review where the gate treats it as one).</summary>
    public required bool IsRejectAtGate { get; init; }

    /// <summary>Monotonic time after which nothing of it may be sent (law 2).</summary>
    public required long CutOffTimestamp { get; init; }

    /// <summary>Monotonic time of the deadline, for the message expiry.</summary>
    public required long DeadlineTimestamp { get; init; }
}
