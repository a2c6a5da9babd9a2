using System.Net;
using System.Net.Sockets;
using MQTTnet.Wire;

namespace MQTTnet;

public sealed partial class MqttClientOptionsBuilder
{
    private const int DefaultPort = 1883;
    private const int DefaultTlsPort = 8883;

    private EndPoint _endPoint;
    private MqttClientTcpOptions _tcpOptions;
    private MqttClientTlsOptions _tlsOptions;

    /// <summary>The broker's host name or address; without a port 1883, with TLS 8883.</summary>
    public MqttClientOptionsBuilder WithTcpServer(
        string host,
        int? port = null,
        AddressFamily addressFamily = AddressFamily.Unspecified)
    {
        ArgumentNullException.ThrowIfNull(host);
        _endPoint = new DnsEndPoint(host, port ?? 0, addressFamily);
        return WithTcpServer(_ => { });
    }

    public MqttClientOptionsBuilder WithTcpServer(Action<MqttClientTcpOptions> optionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        _tcpOptions = new MqttClientTcpOptions();
        optionsBuilder(_tcpOptions);
        return this;
    }

    public MqttClientOptionsBuilder WithTlsOptions(MqttClientTlsOptions tlsOptions)
    {
        _tlsOptions = tlsOptions;
        return this;
    }

    public MqttClientOptionsBuilder WithTlsOptions(Action<MqttClientTlsOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new MqttClientTlsOptionsBuilder();
        configure(builder);
        return WithTlsOptions(builder.Build());
    }

    /// <exception cref="InvalidOperationException">No broker was named.</exception>
    /// <exception cref="NotSupportedException">An option needs MQTT 5, and the version is older.</exception>
    public MqttClientOptions Build()
    {
        if (_tcpOptions == null)
        {
            throw new InvalidOperationException("A channel must be set.");
        }

        _tcpOptions.TlsOptions = _tlsOptions ?? _tcpOptions.TlsOptions;
        var defaultPort = _tcpOptions.TlsOptions.UseTls ? DefaultTlsPort : DefaultPort;
        _tcpOptions.RemoteEndpoint ??= _endPoint switch
        {
            null => throw new ArgumentException("No endpoint is set."),
            DnsEndPoint { Port: 0 } dns => new DnsEndPoint(dns.Host, defaultPort, dns.AddressFamily),
            _ => _endPoint,
        };
        _options.ChannelOptions = _tcpOptions;
        FeatureGuard.Check(_options);
        return _options;
    }
}
