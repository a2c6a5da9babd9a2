using LineAD.Simulation.Brokers;
using LineAD.Transport.Kafka;

namespace LineAD.Cli.Tests;

/// <summary>A fact that needs librdkafka and an MQTT broker; skipped with a reason where one is missing.</summary>
internal sealed class KafkaAndMosquittoFactAttribute : FactAttribute
{
    public KafkaAndMosquittoFactAttribute() => Skip = !KafkaNativeLibrary.TryLoad(out var problem) ? problem
        : MosquittoBroker.FindExecutable() is null ? "needs the Debian package mosquitto" : null;
}
