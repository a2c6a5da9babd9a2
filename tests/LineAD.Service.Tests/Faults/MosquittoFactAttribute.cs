namespace LineAD.Service.Tests.Faults;

/// <summary>A test against a real mosquitto; skipped where it is not installed.</summary>
internal sealed class MosquittoFactAttribute : FactAttribute
{
    public MosquittoFactAttribute() => Skip = MosquittoTheoryAttribute.Missing;
}
