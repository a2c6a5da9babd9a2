namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>A test against a real mosquitto; skipped where it is not installed.</summary>
internal sealed class MosquittoFactAttribute : FactAttribute
{
    public MosquittoFactAttribute() => Skip = MosquittoTheoryAttribute.Reason;
}
