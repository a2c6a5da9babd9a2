namespace LineAD.Simulation.Brokers;

/// <summary>How a mosquitto is to be started; sizes in bytes, 0 leaves a limit to the protocol.</summary>
public sealed record MosquittoOptions
{
    /// <summary>The program; null looks in the PATH and in /usr/sbin.</summary>
    public string? Executable { get; init; }

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>Folder of configuration and database; null makes a temporary one, removed on dispose.</summary>
    public string? Folder { get; init; }

    /// <summary>True keeps sessions and retained messages over a restart, saved on every change.</summary>
    public bool Persistence { get; init; }

    public bool AllowAnonymous { get; init; } = true;

    /// <summary>File made by mosquitto_passwd.</summary>
    public string? PasswordFile { get; init; }

    public string? AclFile { get; init; }

    /// <summary>PEM files; TLS is on when the certificate is given.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? CaFile { get; init; }

    public bool RequireClientCertificate { get; init; }

    /// <summary>In flight per client; 0 leaves it to the client's Receive Maximum.</summary>
    public int MaxInflightMessages { get; init; }

    /// <summary>Queued per client beyond those in flight; the newest are dropped when it is full.</summary>
    public int MaxQueuedMessages { get; init; } = 1000;

    public int MessageSizeLimit { get; init; }

    public int MaxPacketSize { get; init; }

    /// <summary>Further lines of mosquitto.conf.</summary>
    public IReadOnlyList<string> ExtraLines { get; init; } = [];
}
