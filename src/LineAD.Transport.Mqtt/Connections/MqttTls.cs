using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using MQTTnet;

namespace LineAD.Transport.Mqtt.Connections;

/// <summary>Turns the TLS settings into those of the client library.</summary>
internal static class MqttTls
{
    /// <exception cref="TransportException">A certificate or key file cannot be used.</exception>
    public static void Apply(MqttClientTlsOptionsBuilder builder, TlsOptions tls, string host)
    {
        builder.WithTargetHost(tls.TargetHost ?? host);
        if (tls.CaFile is { } caFile)
        {
            var authorities = new X509Certificate2Collection();
            Read("caFile", caFile, () => authorities.ImportFromPemFile(caFile));

            // Private authorities rarely publish revocation lists, and a line has no way out to fetch them.
            builder.WithTrustChain(authorities).WithIgnoreCertificateRevocationErrors();
        }

        if (tls.CertificateFile is { } certificateFile)
        {
            var certificate = default(X509Certificate2);
            Read("certificateFile", certificateFile, () =>
                certificate = X509Certificate2.CreateFromPemFile(certificateFile, tls.KeyFile ?? certificateFile));
            builder.WithClientCertificates([certificate!]);
        }
    }

    private static void Read(string field, string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or CryptographicException)
        {
            throw new TransportException(
                $"$.mqtt.tls.{field}: '{file}' is not usable: {exception.Message} It must be a PEM file.", exception);
        }
    }
}
