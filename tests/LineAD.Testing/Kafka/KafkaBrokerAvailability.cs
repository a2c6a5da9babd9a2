using LineAD.Simulation.Brokers;
using LineAD.Transport.Kafka;

namespace LineAD.Testing.Kafka;

/// <summary>Whether there is a real Kafka broker to test with.</summary>
internal static class KafkaBrokerAvailability
{
    /// <summary>Why tests that need one are skipped; null where they run.</summary>
    public static string? SkipReason() =>
        !KafkaNativeLibrary.TryLoad(out var problem) ? problem
        : KafkaBroker.FindScript() is null ? "shared/kafka is not beside the checkout"
        : null;
}
