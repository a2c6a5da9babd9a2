using System.Net;
using System.Net.Sockets;

namespace MQTTnet;

/// <summary>TCP side of a connection; sizes in bytes.</summary>
public sealed class MqttClientTcpOptions : IMqttClientChannelOptions
{
    public AddressFamily AddressFamily { get; set; } = AddressFamily.Unspecified;

    public int BufferSize { get; set; } = 8192;

    public bool NoDelay { get; set; } = true;

    public EndPoint RemoteEndpoint { get; set; }

    public MqttClientTlsOptions TlsOptions { get; set; } = new();

    public override string ToString() => RemoteEndpoint?.ToString() ?? string.Empty;
}
