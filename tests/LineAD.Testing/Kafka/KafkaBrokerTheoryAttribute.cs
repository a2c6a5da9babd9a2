using Xunit;

namespace LineAD.Testing.Kafka;

/// <summary>A theory that needs a real Kafka broker; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaBrokerTheoryAttribute : TheoryAttribute
{
    public KafkaBrokerTheoryAttribute() => Skip = KafkaBrokerAvailability.SkipReason();
}
