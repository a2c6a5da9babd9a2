using LineAD.Simulation.Brokers;

namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>A theory against a real mosquitto; skipped where it is not installed.</summary>
internal sealed class MosquittoTheoryAttribute : TheoryAttribute
{
    public MosquittoTheoryAttribute() => Skip = Reason;

    public static string? Reason { get; } =
        MosquittoBroker.FindExecutable() == null ? "mosquitto is not installed (Debian package 'mosquitto')" : null;
}
