namespace MQTTnet.Packets;

/// <summary>One name and value pair of an MQTT 5 packet; names may repeat.</summary>
public sealed class MqttUserProperty
{
    public MqttUserProperty(string name, ReadOnlyMemory<byte> value)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        ValueBuffer = value;
    }

    public string Name { get; }

    /// <summary>The value as UTF-8.</summary>
    public ReadOnlyMemory<byte> ValueBuffer { get; }

    public override string ToString() => $"{Name} = {this.ReadValueAsString()}";
}
