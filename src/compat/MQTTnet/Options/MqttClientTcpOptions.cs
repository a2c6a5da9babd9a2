using System.Net;

namespace MQTTnet;

/// <summary>TCP side of a connection; sizes in bytes.</summary>
public sealed class MqttClientTcpOptions : IMqttClientChannelOptions
{
    /// <summary>Size of the send buffer in the kernel, bytes; the receive buffer is left to the kernel.</summary>
    public int BufferSize { get; set; } = 8192;

    public EndPoint RemoteEndpoint { get; set; }

    public MqttClientTlsOptions TlsOptions { get; set; } = new();

    public override string ToString() => RemoteEndpoint?.ToString() ?? string.Empty;
}
