using LineAD.Simulation.Brokers;

namespace LineAD.Cli.Tests;

/// <summary>A fact that needs a broker; skipped with a reason where mosquitto is not installed.</summary>
internal sealed class MosquittoFactAttribute : FactAttribute
{
    public MosquittoFactAttribute() =>
        Skip = MosquittoBroker.FindExecutable() is null ? "needs the Debian package mosquitto" : null;
}
