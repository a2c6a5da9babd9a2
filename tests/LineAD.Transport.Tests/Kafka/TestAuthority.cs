using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>A certificate authority that lives as long as its folder: certificates and keys as PEM files.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linead-ca-");
    private readonly X509Certificate2 _root;
    private byte _serial = 1;

    public TestAuthority(string name)
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(From, To);
        CaFile = Write("ca.pem", _root.ExportCertificatePem());
    }

    public string CaFile { get; }

    /// <summary>Issues a certificate for 127.0.0.1; returns the files of certificate, key, and both together.</summary>
    public (string Certificate, string Key, string Store) Issue(string name)
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_root, From, To, [_serial++]);
        var (text, keyText) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        return (
            Write($"{name}.pem", text), Write($"{name}.key", keyText), Write($"{name}-store.pem", $"{keyText}\n{text}\n"));
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
