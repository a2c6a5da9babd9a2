using System.Security.Cryptography.X509Certificates;

namespace MQTTnet;

/// <summary>TLS side of a connection; off by default, TLS 1.2 and 1.3 when on.</summary>
public sealed class MqttClientTlsOptions
{
    public bool UseTls { get; set; }

    public string TargetHost { get; set; }

    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.Online;

    public bool IgnoreCertificateRevocationErrors { get; set; }

    public X509Certificate2Collection TrustChain { get; set; }

    public IMqttClientCertificatesProvider ClientCertificatesProvider { get; set; }

    public Func<MqttClientCertificateValidationEventArgs, bool> CertificateValidationHandler { get; set; }
}
