namespace LineAD.Core.Configuration;

/// <summary>How to reach the MQTT broker.</summary>
public sealed class MqttOptions
{
    /// <summary>Host name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Port; default 1883, or 8883 with TLS.</summary>
    public int? Port { get; set; }

    /// <summary>
    /// Whether frames are taken from MQTT. Default true. Triggers and commands come by MQTT in any case.
    /// </summary>
    public bool ReceiveFrames { get; set; } = true;

    /// <summary>
    /// Whether decisions, state, heartbeat, masks, defects, audit and dead letters go out over MQTT. Default true.
    /// </summary>
    public bool Publish { get; set; } = true;

    /// <summary><c>5.0</c> (default) or <c>3.1.1</c>.</summary>
    public string Protocol { get; set; } = "5.0";

    /// <summary>User name, or null.</summary>
    public string? User { get; set; }

    /// <summary>File that holds the password; first line, trailing line break removed.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Environment variable that holds the password.</summary>
    public string? PasswordEnvironment { get; set; }

    /// <summary>TLS settings; null for none.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>Client id prefix of the frame and output connections. Default <c>linead</c>.</summary>
    public string ClientIdPrefix { get; set; } = "linead";

    /// <summary>Keep-alive, seconds. Default 5.</summary>
    public int KeepAliveSeconds { get; set; } = 5;

    /// <summary>Session expiry of the frame connection, seconds. Default 30.</summary>
    public uint FrameSessionExpirySeconds { get; set; } = 30;

    /// <summary>Longest pause between two connection attempts, milliseconds. Default 2000.</summary>
    public int MaxReconnectDelayMs { get; set; } = 2000;

    /// <summary>Whether a frame's acknowledgement waits for decisions to be acknowledged here. Default true.</summary>
    public bool Required { get; set; } = true;

    /// <summary>
    /// Whether <c>linead serve</c> ends (exit code 4) when the broker cannot be reached at start. Default false: it keeps trying.
    /// </summary>
    public bool RequireAtStart { get; set; }

    /// <summary>Most masks, defects, audit records and dead letters waiting to be sent. Default 256.</summary>
    public int OutputQueue { get; set; } = 256;
}
