using LineAD.Simulation.Brokers;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>A test against a real mosquitto; skipped where it is not installed.</summary>
internal sealed class MosquittoFactAttribute : FactAttribute
{
    public MosquittoFactAttribute() =>
        Skip = MosquittoBroker.FindExecutable() == null ? "mosquitto is not installed (Debian package)" : null;
}
