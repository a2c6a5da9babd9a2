using LineAD.Core.Configuration;
using MQTTnet;
using MQTTnet.Formatter;

namespace LineAD.Transport.Mqtt.Connections;

/// <summary>What all connections share: where the broker is, who we are, how long a blocked write may take.</summary>
internal sealed class MqttConnectionSettings(MqttOptions options)
{
    private const int DefaultPort = 1883;
    private const int DefaultTlsPort = 8883;

    // Holds all that may be sent and not acknowledged on a decision connection, so that a write there never blocks.
    private const int SendBufferBytes = 256 * 1024;

    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(2);

    public MqttOptions Options => options;

    public bool IsV5 => options.Protocol != "3.1.1";

    public TimeSpan MaxReconnectDelay => TimeSpan.FromMilliseconds(options.MaxReconnectDelayMs);

    public int Port => options.Port ?? (options.Tls is null ? DefaultPort : DefaultTlsPort);

    /// <summary>A builder with everything but the purpose of the connection.</summary>
    public MqttClientOptionsBuilder Create(string clientId)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, Port)
            .WithTcpServer(tcp => tcp.BufferSize = SendBufferBytes)
            .WithClientId(clientId)
            .WithProtocolVersion(IsV5 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(options.KeepAliveSeconds))
            .WithTimeout(WriteLimit);
        if (options.User is not null)
        {
            builder.WithCredentials(new MqttCredentials(options));
        }

        if (options.Tls is { } tls)
        {
            builder.WithTlsOptions(o => MqttTls.Apply(o, tls, options.Host));
        }

        return builder;
    }
}
