using LineAD.Simulation.Brokers;
using LineAD.Transport.Kafka;
using Xunit;

namespace LineAD.Testing.Kafka;

/// <summary>A theory that needs a real Kafka broker; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaBrokerTheoryAttribute : TheoryAttribute
{
    public KafkaBrokerTheoryAttribute()
    {
        if (!KafkaNativeLibrary.TryLoad(out var problem))
        {
            Skip = problem;
        }
        else if (KafkaBroker.FindScript() is null)
        {
            Skip = "shared/kafka is not beside the checkout";
        }
    }
}
