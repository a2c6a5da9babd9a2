using MQTTnet;

namespace LineAD.Transport.Mqtt.Connections;

/// <summary>Who uses an <see cref="MqttLink"/>. Calls come one at a time, from the link's loop.</summary>
internal interface ILinkOwner
{
    /// <summary>Options of the next connection.</summary>
    MqttClientOptions CreateOptions();

    /// <summary>Last word before each attempt; false ends the link for good.</summary>
    Task<bool> MayConnectAsync(CancellationToken cancellationToken);

    /// <summary>A connection stands. What this throws ends it, and it is tried again.</summary>
    Task OnConnectedAsync(MqttClientConnectResult result, CancellationToken cancellationToken);

    /// <summary>The connection ended.</summary>
    void OnDisconnected(MqttClientDisconnectedEventArgs ended);
}
