using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Transport.Kafka.Decisions;
using LineAD.Transport.Kafka.Frames;
using LineAD.Transport.Kafka.Outputs;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka;

/// <summary>
/// The whole Kafka side of a process, as far as the configuration switches it on: frame source, decision writer, outputs.
/// Start the sinks, then the source; stop in reverse.
/// </summary>
public sealed class KafkaTransport : IAsyncDisposable
{
    private readonly LineAdOptions _options;
    private readonly KafkaOptions _kafka;
    private readonly KafkaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly IReadOnlyList<IClaimSource> _claims;
    private readonly PartitionBoard _board = new();
    private readonly KafkaOutputConnection? _outputs;
    private readonly IdempotentDecisionWriter? _writer;
    private readonly TransactionalDecisionWriter? _transactions;
    private KafkaFrameSource? _source;

    /// <summary>Creates the clients; the producers connect in the background.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="metrics">Instruments.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logs">Logs.</param>
    /// <param name="claims">Where frames are read from that records only name, beside files; null for none. The caller's to end.</param>
    /// <exception cref="TransportException">There is no Kafka in the configuration, or it cannot be used.</exception>
    public KafkaTransport(
        LineAdOptions options,
        KafkaMetrics metrics,
        TimeProvider time,
        ILoggerFactory logs,
        IReadOnlyList<IClaimSource>? claims = null)
    {
        _claims = claims ?? [];
        _options = options;
        _kafka = options.Kafka ?? throw new TransportException(
            "$.kafka: there is no Kafka cluster in the configuration. Add one.");
        _metrics = metrics;
        _time = time;
        _logs = logs;
        if (_kafka.Publish)
        {
            _outputs = new KafkaOutputConnection(options, metrics, time, logs.CreateLogger<KafkaOutputConnection>());
            _writer = new IdempotentDecisionWriter(
                options, _board, metrics, time, logs.CreateLogger<IdempotentDecisionWriter>());
        }

        if (_kafka is { Publish: true, ExactlyOnce: true })
        {
            _transactions = new TransactionalDecisionWriter(
                options, _board, metrics, time, logs.CreateLogger<TransactionalDecisionWriter>());
        }
    }

    /// <summary>Where masks, audit records and dead letters go; null when nothing is published here.</summary>
    public IOutputSink? Outputs => _outputs;

    /// <summary>Whether frames can come; true where none are taken.</summary>
    public bool IsSubscribed => !_kafka.ReceiveFrames || _source is { IsSubscribed: true };

    /// <summary>Frames handed in whose end is not durable.</summary>
    public int Unacknowledged => _source?.Unacknowledged ?? 0;

    /// <summary>Starts the writer of decisions; returns a sink for each station, none when nothing is published here.</summary>
    /// <param name="changed">Told when the cluster comes or goes, on any thread.</param>
    public IReadOnlyDictionary<StationKey, IDecisionSink> StartSinks(Action<bool> changed)
    {
        if (_writer is null)
        {
            return new Dictionary<StationKey, IDecisionSink>();
        }

        // With transactions the plain writer has the states alone, which are no part of them.
        IDecisionWriter decisions = _transactions is null ? _writer : _transactions;
        decisions.Changed = changed;
        _writer.Start();
        _transactions?.Start();
        return _options.Stations.ToDictionary(
            s => s.Key, s => (IDecisionSink)new KafkaDecisionSink(s.Key, _kafka.Required, decisions, _writer));
    }

    /// <summary>Joins the group, where frames are taken from Kafka.</summary>
    public void StartSource(IFrameIntake intake)
    {
        if (_kafka.ReceiveFrames)
        {
            _source = new KafkaFrameSource(
                _options, intake, _board, _transactions, _claims, _metrics, _time, _logs.CreateLogger<KafkaFrameSource>());
            if (_transactions is not null)
            {
                _transactions.Group = () => _source.Consumer.ConsumerGroupMetadata;
            }

            _source.Start();
        }
    }

    /// <summary>Takes no more frames, while offsets are still stored.</summary>
    public void StopIntake() => _source?.StopIntake();

    /// <summary>Commits what has ended and ends the source.</summary>
    public async ValueTask StopSourceAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopSourceAsync();
        if (_transactions is not null)
        {
            await _transactions.DisposeAsync();
        }

        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        if (_outputs is not null)
        {
            await _outputs.DisposeAsync();
        }
    }
}
