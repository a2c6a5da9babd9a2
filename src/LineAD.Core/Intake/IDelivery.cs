namespace LineAD.Core.Intake;

/// <summary>The transport's side of a received message: PUBACK for MQTT, the offset for Kafka.</summary>
public interface IDelivery
{
    /// <summary>
    /// The message's terminal record is durable; acknowledge it. Idempotent, thread-safe, never blocks, never throws. The
    /// transport itself keeps the order of acknowledgements that its protocol asks for.
    /// </summary>
    void Complete();
}
