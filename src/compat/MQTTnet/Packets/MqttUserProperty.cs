namespace MQTTnet.Packets;

/// <summary>One name and value pair of an MQTT 5 packet; names may repeat.</summary>
public sealed class MqttUserProperty
{
    public MqttUserProperty(string name, string value)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Value = value ?? throw new ArgumentNullException(nameof(value));
    }

    public string Name { get; }

    public string Value { get; }

    public override string ToString() => $"{Name} = {Value}";
}
