using MQTTnet;

namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>A promise of the stand-in that the real MQTTnet does not make; skipped when that one is loaded.</summary>
internal sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute() => Skip = Reason;

    public static string? Reason { get; } = typeof(IMqttClient).Assembly.GetName().Name == "MQTTnet"
        ? "the real MQTTnet is more lenient here, or needs the thread pool"
        : null;
}
