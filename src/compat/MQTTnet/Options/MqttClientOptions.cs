using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Everything a connection needs; intervals named so are in seconds, sizes in bytes.</summary>
public sealed class MqttClientOptions
{
    public IMqttClientChannelOptions ChannelOptions { get; set; }

    public bool CleanSession { get; set; } = true;

    public string ClientId { get; set; } = Guid.NewGuid().ToString("N");

    public IMqttClientCredentialsProvider Credentials { get; set; }

    public TimeSpan KeepAlivePeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest packet the broker may send; 0 leaves the limit of the protocol (256 MiB).</summary>
    public uint MaximumPacketSize { get; set; }

    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.V500;

    /// <summary>Unacknowledged messages the broker may have in flight; 0 sends nothing (the broker takes 65535).</summary>
    public ushort ReceiveMaximum { get; set; }

    public bool RequestProblemInformation { get; set; } = true;

    public uint SessionExpiryInterval { get; set; }

    /// <summary>Limit for connecting, for subscribing and for one blocked write.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    public List<MqttUserProperty> UserProperties { get; set; }

    public bool ValidateFeatures { get; set; } = true;

    public string WillContentType { get; set; }

    public uint WillDelayInterval { get; set; }

    public uint WillMessageExpiryInterval { get; set; }

    public byte[] WillPayload { get; set; }

    public MqttQualityOfServiceLevel WillQualityOfServiceLevel { get; set; }

    public bool WillRetain { get; set; }

    public string WillTopic { get; set; }

    public List<MqttUserProperty> WillUserProperties { get; set; }
}
