namespace LineAD.Core.Configuration;

/// <summary>
/// How many frames may be unacknowledged at a time: sum over cameras of frame rate × (longest deadline + reserve). It is the
/// least Receive Maximum of the frame connection, and sets the memory that payloads may take.
/// </summary>
/// <param name="Frames">Frames of all cameras.</param>
/// <param name="Bytes">Their payloads at the largest size allowed.</param>
public readonly record struct FrameWindow(long Frames, long Bytes)
{
    /// <summary>Largest Receive Maximum that MQTT can say.</summary>
    public const int MaxReceiveMaximum = 65_535;

    /// <summary>The window of all cameras of <paramref name="stations"/>.</summary>
    public static FrameWindow Of(IEnumerable<StationOptions> stations)
    {
        var (frames, bytes) = (0L, 0L);
        foreach (var station in stations)
        {
            var seconds = Math.Max(0, (double)station.MaxDeadlineMs + station.DeliveryReserveMs) / 1000;
            var perStation = station.Cameras.Sum(c => Clamp(Math.Ceiling(c.MaxFramesPerSecond * seconds)));
            frames = Math.Min(int.MaxValue, frames + perStation);
            bytes = Math.Min(long.MaxValue / 4, bytes + (perStation * Math.Max(0, station.MaxFrameBytes)));
        }

        return new FrameWindow(frames, bytes);
    }

    /// <summary>What to send as Receive Maximum: at least 1, at most 65535.</summary>
    public ushort ReceiveMaximum => (ushort)Math.Clamp(Frames, 1, MaxReceiveMaximum);

    private static long Clamp(double frames) => double.IsNaN(frames) ? 0 : (long)Math.Clamp(frames, 0, 1_000_000);
}
