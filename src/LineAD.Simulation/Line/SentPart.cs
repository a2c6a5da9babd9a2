using LineAD.Simulation.Parts;

namespace LineAD.Simulation.Line;

/// <summary>A part that the simulated line sent; written by the line, read by its reports.</summary>
public sealed class SentPart
{
    private int _acknowledged;

    /// <summary>Sequence number.</summary>
    public required uint Seq { get; init; }

    /// <summary>Part name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, with its truth.</summary>
    public required SimulatedPart Part { get; init; }

    /// <summary>Monotonic time just before the first frame was handed to the client.</summary>
    public required long SentTimestamp { get; init; }

    /// <summary>Frames of it that the broker acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The broker acknowledged one more frame of it.</summary>
    public void Acknowledge() => Interlocked.Increment(ref _acknowledged);
}
