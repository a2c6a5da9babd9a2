using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Exceptions;

namespace MQTTnet.Wire;

/// <summary>
/// One TCP connection, with TLS on request. All calls block and none uses the thread pool: the socket stays in
/// blocking mode, so a write is one system call on the thread that makes it.
/// </summary>
internal sealed class Channel
{
    private const int DefaultBufferSize = 8192;

    private readonly MqttClientTcpOptions _options;
    private readonly int _writeTimeoutMs;
    private readonly Lock _gate = new();
    private Socket _socket;
    private bool _closed;

    public Channel(IMqttClientChannelOptions options, TimeSpan writeTimeout)
    {
        _options = (MqttClientTcpOptions)options;
        _writeTimeoutMs = (int)Math.Clamp(writeTimeout.TotalMilliseconds, 1, int.MaxValue);
    }

    public Stream Stream { get; private set; }

    public bool CanWriteNow => _socket.Poll(0, SelectMode.SelectWrite);

    public void Connect()
    {
        switch (_options.RemoteEndpoint)
        {
            case DnsEndPoint dns:
                ConnectByName(dns);
                break;
            case { } other:
                ConnectTo(other);
                break;
            default:
                throw new MqttCommunicationException("The options name no broker.");
        }

        var stream = new NetworkStream(_socket, ownsSocket: false);
        Stream = _options.TlsOptions.UseTls ? Secure(stream) : stream;
    }

    /// <summary>Ends every blocked call; may come from any thread and more than once.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            if (_socket == null)
            {
                return;
            }

            try
            {
                _socket.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // Not connected yet, or reset by the peer: closing is all that is left.
            }
            catch (ObjectDisposedException)
            {
            }

            _socket.Dispose();
        }
    }

    private void ConnectByName(DnsEndPoint dns)
    {
        var addresses = IPAddress.TryParse(dns.Host, out var address)
            ? [address]
            : Dns.GetHostAddresses(dns.Host, dns.AddressFamily);
        for (var i = 0; i < addresses.Length; i++)
        {
            try
            {
                ConnectTo(new IPEndPoint(addresses[i], dns.Port));
                return;
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                // The next address of this name may answer.
            }
        }

        throw new MqttCommunicationException($"The name '{dns.Host}' has no address.");
    }

    private void ConnectTo(EndPoint endPoint)
    {
        var protocol = endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, protocol);
        lock (_gate)
        {
            _socket?.Dispose();
            _socket = socket;
            ObjectDisposedException.ThrowIf(_closed, this);
        }

        if (protocol == ProtocolType.Tcp)
        {
            socket.NoDelay = true;
        }

        if (_options.BufferSize > DefaultBufferSize)
        {
            // A small one only slows large packets down; then the kernel's own choice is better.
            socket.SendBufferSize = _options.BufferSize;
        }

        socket.SendTimeout = _writeTimeoutMs;
        socket.Connect(endPoint);
    }

    private SslStream Secure(NetworkStream inner)
    {
        var tls = _options.TlsOptions;
        var stream = new SslStream(inner, leaveInnerStreamOpen: false, Validate);
        var revocation = tls.IgnoreCertificateRevocationErrors ? X509RevocationMode.NoCheck : tls.RevocationMode;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = tls.TargetHost ?? (_options.RemoteEndpoint as DnsEndPoint)?.Host ?? string.Empty,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificates = tls.ClientCertificatesProvider?.GetCertificates(),
            CertificateRevocationCheckMode = revocation,
        };
        if (tls.TrustChain?.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                VerificationFlags = X509VerificationFlags.IgnoreEndRevocationUnknown,
                RevocationMode = revocation,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(tls.TrustChain);
        }

        stream.AuthenticateAsClient(options);
        return stream;
    }

    private bool Validate(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
    {
        var tls = _options.TlsOptions;
        if (tls.CertificateValidationHandler != null)
        {
            return tls.CertificateValidationHandler(new(certificate, chain, errors, _options));
        }

        return errors == SslPolicyErrors.None;
    }
}
