using LineAD.Simulation.Brokers;
using MQTTnet;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>What holds only with a client that has threads of its own, as the stand-in; MQTTnet lives in the thread pool.</summary>
internal sealed class OwnThreadsFactAttribute : FactAttribute
{
    public OwnThreadsFactAttribute() => Skip =
        typeof(IMqttClient).Assembly.GetName().Name == "MQTTnet" ? "the real MQTTnet needs the thread pool"
        : MosquittoBroker.FindExecutable() == null ? "mosquitto is not installed (Debian package)"
        : null;
}
