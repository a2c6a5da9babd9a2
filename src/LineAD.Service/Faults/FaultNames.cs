namespace LineAD.Service.Faults;

/// <summary>The faults that can be injected, as commands and metrics name them.</summary>
internal static class FaultNames
{
    /// <summary>Device calls take longer.</summary>
    public const string ScorerStall = "scorer-stall";

    /// <summary>Device calls throw.</summary>
    public const string ScorerException = "scorer-exception";

    /// <summary>Device calls give NaN for every score.</summary>
    public const string NanScores = "nan-scores";

    /// <summary>Device calls throw what libtorch throws when the device's memory is spent.</summary>
    public const string DeviceOom = "device-oom";

    /// <summary>UTC steps; the monotonic clock goes on.</summary>
    public const string ClockStep = "clock-step";

    /// <summary>Journal transactions and writes of the model store fail.</summary>
    public const string DiskFull = "disk-full";

    /// <summary>Masks, defects, audit records and dead letters are taken slowly; what does not fit is shed.</summary>
    public const string SlowOutputs = "slow-outputs";

    /// <summary>Takes all faults back, the clock's step too.</summary>
    public const string None = "none";

    /// <summary>All but <see cref="None"/>.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ScorerStall, ScorerException, NanScores, DeviceOom, ClockStep, DiskFull, SlowOutputs];
}
