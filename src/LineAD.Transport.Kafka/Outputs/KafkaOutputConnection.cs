using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Connections;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Outputs;

/// <summary>
/// Masks, defects, audit records and dead letters, over a producer of its own. Bounded by count and bytes: masks and defects
/// may take half of it, so that records find room. Nothing waits for it.
/// </summary>
public sealed class KafkaOutputConnection : IOutputSink, IAsyncDisposable
{
    private const long MaxBytes = 128L << 20;
    private const int RecordOverhead = 1024;
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly string _root;
    private readonly KafkaOptions _options;
    private readonly KafkaTopics _topics;
    private readonly KafkaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IProducer<byte[], byte[]> _producer;
    private int _waiting;
    private long _bytes;
    private volatile bool _closed;

    /// <summary>Creates the connection, which connects in the background.</summary>
    /// <exception cref="TransportException">There is no Kafka in the configuration, or it cannot be used.</exception>
    public KafkaOutputConnection(
        LineAdOptions options, KafkaMetrics metrics, TimeProvider time, ILogger<KafkaOutputConnection> logger)
    {
        var settings = new KafkaClientSettings(options);
        _root = options.Root;
        _options = settings.Options;
        _topics = new KafkaTopics(options.Root);
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _producer = KafkaClients.Producer(settings.Outputs(), logger, static _ => { });
    }

    /// <summary>Messages waiting to be stored.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <inheritdoc />
    public bool TryPublish(OutputMessage message)
    {
        var topic = TopicOf(message.Kind);
        var length = message.Payload.Length;
        if (length + RecordOverhead > _options.MaxRecordBytes)
        {
            KafkaLog.OutputTooLarge(_logger, topic, length, _options.MaxRecordBytes);
            _metrics.Shed(message.Kind);
            return false;
        }

        var share = message.Kind is OutputKind.Mask or OutputKind.Defects ? 2 : 1;
        var waiting = Interlocked.Increment(ref _waiting);
        var bytes = Interlocked.Add(ref _bytes, length);
        var fits = waiting <= Math.Max(1, _options.OutputQueue / share) && bytes <= MaxBytes / share;
        return (fits && TrySend(message, topic)) || Shed(message, length);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_closed)
        {
            _closed = true;
            await Task.Run(() =>
            {
                _producer.Flush(FlushLimit);
                _producer.Dispose();
            });
        }
    }

    private string TopicOf(OutputKind kind) => kind switch
    {
        OutputKind.Mask => _topics.Masks,
        OutputKind.Defects => _topics.Defects,
        OutputKind.Audit => _topics.Audit,
        _ => _topics.DeadLetters,
    };

    private bool TrySend(OutputMessage message, string topic)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var record = new Message<byte[], byte[]>
            {
                Key = message.Station is { } station ? KafkaClients.Key(station.ToString()) : null!,
                Value = message.Payload.ToArray(),
                Headers = Headers(message),
            };
            _producer.Produce(topic, record, report => OnReport(message.Kind, message.Payload.Length, report));
            return true;
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            KafkaLog.OutputRefused(_logger, topic, exception.Message);
            return false;
        }
    }

    private Headers Headers(OutputMessage message)
    {
        var type = message.Kind switch
        {
            OutputKind.Mask => "linead.mask.v1",
            OutputKind.Defects => "linead.defects.v1",
            OutputKind.Audit => "linead.audit.v1",
            _ => "linead.deadletter.v1",
        };
        var headers = CloudEvent.Of(
            type,
            Guid.NewGuid().ToString("N"),
            CloudEvent.Source(_root, message.Station),
            message.ContentType,
            _time.GetUtcNow());
        Set(headers, "line", message.Station?.Line);
        Set(headers, "station", message.Station?.Station);
        Set(headers, "camera", message.Camera);
        Set(headers, CloudEventNames.PartId, message.Part);
        Set(headers, CloudEventNames.Simulated, message.Simulated ? "true" : null);
        return headers;
    }

    private static void Set(Headers headers, string name, string? value)
    {
        if (value is not null)
        {
            CloudEvent.Set(headers, name, value);
        }
    }

    private void OnReport(OutputKind kind, int length, DeliveryReport<byte[], byte[]> report)
    {
        Interlocked.Decrement(ref _waiting);
        Interlocked.Add(ref _bytes, -length);
        if (report.Error.Code == ErrorCode.MsgSizeTooLarge)
        {
            KafkaLog.OutputTooLarge(_logger, report.Topic, length, _options.MaxRecordBytes);
            _metrics.Shed(kind);
        }
        else if (report.Error.IsError)
        {
            KafkaLog.OutputRefused(_logger, report.Topic, $"{report.Error.Code}: {report.Error.Reason}");
            _metrics.Shed(kind);
        }
    }

    private bool Shed(OutputMessage message, int length)
    {
        Interlocked.Decrement(ref _waiting);
        Interlocked.Add(ref _bytes, -length);
        _metrics.Shed(message.Kind);
        return false;
    }
}
