using LineAD.Core.Identity;

namespace LineAD.Cli.Simulate;

/// <summary>What <c>linead simulate</c> was asked for.</summary>
internal sealed record SimulateSettings
{
    public required string Data { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Kafka brokers, <c>host:port</c>; null for MQTT.</summary>
    public string? Bootstrap { get; init; }

    public required string Root { get; init; }

    public required StationKey Station { get; init; }

    public required IReadOnlyList<string> Cameras { get; init; }

    public required int Parts { get; init; }

    public required double Rate { get; init; }

    public required double Jitter { get; init; }

    public int? DeadlineMs { get; init; }

    public required int Seed { get; init; }

    public required uint FirstSeq { get; init; }

    public required bool Simulated { get; init; }

    public string? Report { get; init; }
}
