using System.Globalization;

namespace LineAD.Core.Configuration;

/// <summary>How to reach the Kafka cluster, and what goes over it. With both switches off, Kafka is not used.</summary>
public sealed class KafkaOptions
{
    /// <summary>Addresses to begin with, <c>host:port</c>, separated by commas.</summary>
    public string BootstrapServers { get; set; } = "127.0.0.1:9092";

    /// <summary>Whether frames are taken from <c>{root}.frames</c>. Default false.</summary>
    public bool ReceiveFrames { get; set; }

    /// <summary>Whether decisions, rejects, masks, defects, audit, state and dead letters are written. Default false.</summary>
    public bool Publish { get; set; }

    /// <summary>Consumer group: processes of one group share the stations. Default <c>linead</c>.</summary>
    public string GroupId { get; set; } = "linead";

    /// <summary>
    /// Whether the process keeps its place in the group over a restart, under its <c>instance</c> name. Default true.
    /// </summary>
    public bool StaticMember { get; set; } = true;

    /// <summary>Where a new group begins: <c>earliest</c> (default) or <c>latest</c>.</summary>
    public string StartAt { get; set; } = "earliest";

    /// <summary>
    /// Whether the clocks of producers and this machine agree (NTP, PTP). Then a record's timestamp proves its age, so that
    /// what waited during a restart or rebalance can still be decided in time; else it is stale. Default false.
    /// </summary>
    public bool SynchronizedClocks { get; set; }

    /// <summary><c>PLAIN</c>, <c>SCRAM-SHA-256</c>, <c>SCRAM-SHA-512</c>, or null for none.</summary>
    public string? SaslMechanism { get; set; }

    /// <summary>User name of SASL, or null.</summary>
    public string? User { get; set; }

    /// <summary>File that holds the password; first line, trailing line break removed.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Environment variable that holds the password.</summary>
    public string? PasswordEnvironment { get; set; }

    /// <summary>TLS settings; null for none. The name checked is always that of the broker's address.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>After this time without a heartbeat the group gives the stations to another member, ms. Default 10000.</summary>
    public int SessionTimeoutMs { get; set; } = 10_000;

    /// <summary>
    /// How long an answer of a broker may take, milliseconds, 1000 to 60000, and 1000 more than <see cref="FetchWaitMs"/>. Default
    /// 4000. A connection on which one takes longer is taken for dead and made anew: by this alone a connection is noticed that the
    /// network forgot. The largest frame must come over the link within this time. Outputs have three times as long.
    /// </summary>
    public int RequestTimeoutMs { get; set; } = 4_000;

    /// <summary>
    /// How long brokers may hold an answer back that has no frame in it, milliseconds, 5 to 5000. Default 200. Frames are sent at
    /// once in any case; a station that was just taken over may wait so long for its first one.
    /// </summary>
    public int FetchWaitMs { get; set; } = 200;

    /// <summary>Time to end what is open when stations move to another member, milliseconds. Default 1000.</summary>
    public int RevokeBudgetMs { get; set; } = 1_000;

    /// <summary>Frames in hand above which no more are fetched; 0 (default): twice what the cameras may have open.</summary>
    public int HighWaterFrames { get; set; }

    /// <summary>Memory of the client library for fetched records, KiB. Default 65536.</summary>
    public int BufferKilobytes { get; set; } = 65_536;

    /// <summary>Largest record that the brokers take (<c>message.max.bytes</c>). Default 1048588, Kafka's own.</summary>
    public int MaxRecordBytes { get; set; } = 1_048_588;

    /// <summary><c>none</c>, <c>gzip</c>, <c>snappy</c>, <c>lz4</c> (default) or <c>zstd</c>.</summary>
    public string Compression { get; set; } = "lz4";

    /// <summary>
    /// Whether decisions and the offsets of their frames go out in transactions: each decision once for a read-committed
    /// reader. Needs both <see cref="ReceiveFrames"/> and <see cref="Publish"/>. Default false: at least once.
    /// </summary>
    public bool ExactlyOnce { get; set; }

    /// <summary>Time after a cut-off within which its transaction must be written, ms; part of the reserve. Default 20.</summary>
    public int TransactionMaxMs { get; set; } = 20;

    /// <summary>Folder from which frames named by a <c>dataref</c> header may be read; null: such frames are refused.</summary>
    public string? ClaimCheckDirectory { get; set; }

    /// <summary>Stores from which frames named by a <c>dataref</c> header may be read.</summary>
    public ClaimStoreOptions ClaimStore { get; set; } = new();

    /// <summary>Whether a frame's acknowledgement waits for decisions to be acknowledged here. Default true.</summary>
    public bool Required { get; set; } = true;

    /// <summary>Whether <c>linead serve</c> ends (exit code 4) when no broker can be reached at start. Default false.</summary>
    public bool RequireAtStart { get; set; }

    /// <summary>Most masks, defects, audit records and dead letters waiting to be sent. Default 256.</summary>
    public int OutputQueue { get; set; } = 256;

    /// <summary>Whether <paramref name="server"/>, one of <see cref="BootstrapServers"/>, is <c>host:port</c>.</summary>
    public static bool IsServer(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var colon = server.LastIndexOf(':');
        var host = colon > 0 ? server[..colon].Trim().Trim('[', ']') : "";
        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            && int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is >= 1 and <= 65_535;
    }
}
