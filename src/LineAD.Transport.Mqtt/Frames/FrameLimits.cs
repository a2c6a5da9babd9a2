using LineAD.Core.Configuration;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>Flow control of the frame connection, computed from the stations.</summary>
/// <param name="ReceiveMaximum">Messages that may be in flight, 1 to 65535.</param>
/// <param name="MaximumPacketBytes">Largest packet that the broker may send.</param>
internal sealed record FrameLimits(ushort ReceiveMaximum, uint MaximumPacketBytes)
{
    // A broker drops silently what is over the limit, so it lies far above maxFrameBytes: a frame that is too large
    // arrives and is counted.
    private const long SmallestPacketLimit = 64L << 20;
    private const long LargestPacketLimit = 268_435_455;
    private const int PacketOverhead = 64 * 1024;

    // Triggers and commands share the connection with the frames.
    private const int ExtraMessages = 64;

    /// <summary>
    /// Receive Maximum: the sum over all cameras of frame rate × (longest deadline + reserve), and as much again for
    /// triggers, because a frame stays unacknowledged until then (DESIGN.md, section 4).
    /// </summary>
    public static FrameLimits From(IReadOnlyList<StationOptions> stations)
    {
        var messages = (double)ExtraMessages;
        var frameBytes = 0L;
        foreach (var station in stations)
        {
            var seconds = (station.MaxDeadlineMs + station.DeliveryReserveMs) / 1000.0;
            var fastest = station.Cameras.Count > 0 ? station.Cameras.Max(c => c.MaxFramesPerSecond) : 0;
            messages += Math.Ceiling((station.Cameras.Sum(c => c.MaxFramesPerSecond) + fastest) * seconds);
            frameBytes = Math.Max(frameBytes, station.MaxFrameBytes);
        }

        var packet = Math.Clamp((2 * frameBytes) + PacketOverhead, SmallestPacketLimit, LargestPacketLimit);
        return new FrameLimits((ushort)Math.Clamp(messages, 1, ushort.MaxValue), (uint)packet);
    }
}
