using System.Security.Cryptography.X509Certificates;

namespace MQTTnet;

/// <summary>Gives the client certificates when a connection is made.</summary>
public interface IMqttClientCertificatesProvider
{
    X509CertificateCollection GetCertificates();
}
