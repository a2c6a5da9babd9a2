using LineAD.Core.Intake;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>For QoS 0: there is nothing to acknowledge.</summary>
internal sealed class NoDelivery : IDelivery
{
    public static readonly NoDelivery Instance = new();

    private NoDelivery()
    {
    }

    /// <inheritdoc />
    public void Complete()
    {
    }
}
