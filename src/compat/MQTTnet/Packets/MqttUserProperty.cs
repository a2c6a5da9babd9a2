namespace MQTTnet.Packets;

/// <summary>One name and value pair of an MQTT 5 packet; names may repeat.</summary>
public sealed class MqttUserProperty : IEquatable<MqttUserProperty>
{
    public MqttUserProperty(string name, string value)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Value = value ?? throw new ArgumentNullException(nameof(value));
    }

    public string Name { get; }

    public string Value { get; }

    public override bool Equals(object other) => Equals(other as MqttUserProperty);

    public bool Equals(MqttUserProperty other) => other != null && Name == other.Name && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Name, Value);

    public override string ToString() => $"{Name} = {Value}";
}
