using LineAD.Transport.Kafka;
using Xunit;

namespace LineAD.Testing.Kafka;

/// <summary>A test that needs librdkafka; skipped, with the reason, where it can not be loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KafkaFactAttribute : FactAttribute
{
    public KafkaFactAttribute()
    {
        if (!KafkaNativeLibrary.TryLoad(out var problem))
        {
            Skip = problem;
        }
    }
}
