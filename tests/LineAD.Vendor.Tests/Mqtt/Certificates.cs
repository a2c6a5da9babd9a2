using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>An authority, a server and a client certificate as PEM files in a temporary folder.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linead-tls-");
    private byte _serial;

    public Certificates()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(From, Until);
        File.WriteAllText(CaFile, authority.ExportCertificatePem());
        Write("server", authority);
        Write("client", authority);
    }

    public string CaFile => Path.Combine(_folder.FullName, "ca.crt");

    public string CertificateOf(string name) => Path.Combine(_folder.FullName, $"{name}.crt");

    public string KeyOf(string name) => Path.Combine(_folder.FullName, $"{name}.key");

    public X509Certificate2Collection Authorities()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(CaFile);
        return authorities;
    }

    public X509Certificate2 Client() => X509Certificate2.CreateFromPemFile(CertificateOf("client"), KeyOf("client"));

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, From, Until, [++_serial]);
        File.WriteAllText(CertificateOf(name), certificate.ExportCertificatePem());
        File.WriteAllText(KeyOf(name), key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            // The broker may run as another user.
            File.SetUnixFileMode(KeyOf(name), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}
