namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>A promise of the stand-in that the real MQTTnet does not make; skipped when that one is loaded.</summary>
internal sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute() => Skip = StandInTheoryAttribute.Reason ?? MosquittoTheoryAttribute.Reason;
}
