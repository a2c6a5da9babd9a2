using System.Security.Cryptography.X509Certificates;

namespace MQTTnet;

/// <summary>A fixed set of client certificates.</summary>
public sealed class DefaultMqttCertificatesProvider : IMqttClientCertificatesProvider
{
    private readonly X509Certificate2Collection _certificates;

    public DefaultMqttCertificatesProvider(IEnumerable<X509Certificate> certificates)
    {
        _certificates = new X509Certificate2Collection();
        foreach (var certificate in certificates ?? [])
        {
            _certificates.Add(certificate);
        }
    }

    public X509CertificateCollection GetCertificates() => _certificates;
}
