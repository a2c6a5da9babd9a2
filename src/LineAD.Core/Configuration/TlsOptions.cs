namespace LineAD.Core.Configuration;

/// <summary>TLS to a broker.</summary>
public sealed class TlsOptions
{
    /// <summary>PEM file with the authorities to trust; null for the system's.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file of the client certificate, or null.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of the client certificate's key, or null.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Name to check the broker's certificate against; null for the host.</summary>
    public string? TargetHost { get; set; }
}
