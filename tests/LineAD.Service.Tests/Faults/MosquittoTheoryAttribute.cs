using LineAD.Simulation.Brokers;

namespace LineAD.Service.Tests.Faults;

/// <summary>As <see cref="MosquittoFactAttribute"/>, with data.</summary>
internal sealed class MosquittoTheoryAttribute : TheoryAttribute
{
    public MosquittoTheoryAttribute() => Skip = Missing;

    public static string? Missing { get; } =
        MosquittoBroker.FindExecutable() == null ? "mosquitto is not installed (Debian package)" : null;
}
