using Xunit;

namespace LineAD.Testing.Kafka;

/// <summary>A test that needs a real Kafka broker; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaBrokerFactAttribute : FactAttribute
{
    public KafkaBrokerFactAttribute() => Skip = KafkaBrokerAvailability.SkipReason();
}
