using System.Globalization;
using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Connections;
using LineAD.Transport.Kafka.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Transport.Kafka.Client;

/// <summary>
/// Listens to the frames topic beside a running service, with the service's security settings. It only reads: it is member
/// of no group, commits no offset and makes no topic, so the service's own consumers do not notice it. It begins at the end
/// of what is there. For one caller at a time.
/// </summary>
public sealed class KafkaFrameListener : IDisposable
{
    private const int MostNames = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OffsetLimit = TimeSpan.FromSeconds(5);

    private readonly string _topic;
    private readonly KafkaOptions _options;
    private readonly ClaimSources _claims;
    private readonly TimeProvider _time;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private List<TopicPartition> _partitions = [];
    private string? _problem;
    private bool _isRefused;

    private KafkaFrameListener(LineAdOptions options, IReadOnlyList<IClaimSource> claims, TimeProvider time)
    {
        var settings = new KafkaClientSettings(options);
        (_options, _time, _topic) = (settings.Options, time, new KafkaTopics(options.Root).Frames);
        _claims = new ClaimSources([new FileClaimSource(_options.ClaimCheckDirectory), .. claims]);
        try
        {
            _consumer = KafkaClients.Consumer(settings.Reader("listener"), NullLogger.Instance, OnError).Build();
        }
        catch (Exception exception) when (exception is KafkaException or InvalidOperationException or ArgumentException)
        {
            throw new TransportException(
                $"Kafka cluster {_options.BootstrapServers}: no client can be made ({exception.Message}). Check kafka.tls and kafka.saslMechanism.",
                exception);
        }
    }

    /// <summary>Connects and finds the topic; nothing is heard before <see cref="StartAsync"/>.</summary>
    /// <param name="options">Root and Kafka cluster are used.</param>
    /// <param name="claims">Where frames are read from that records only name, beside files; the caller's to end.</param>
    /// <param name="patience">Longest wait for the cluster.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException">The cluster cannot be reached, refuses, or has no frames topic.</exception>
    public static async Task<KafkaFrameListener> OpenAsync(
        LineAdOptions options,
        IReadOnlyList<IClaimSource> claims,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var listener = new KafkaFrameListener(options, claims, time);
        try
        {
            await Task.Run(() => listener.Connect(patience, cancellationToken), cancellationToken);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Notes where each partition ends: what comes from now on is heard.</summary>
    /// <exception cref="TransportException">The topic may not be read, or a partition has no leader.</exception>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.Run(() => _consumer.Assign(_partitions.Select(p => End(p, cancellationToken)).ToList()), cancellationToken);

    /// <summary>The next frame of any station.</summary>
    /// <exception cref="TransportException">The cluster refuses to hand out frames.</exception>
    public Task<ListenedFrame> NextAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Next(cancellationToken), cancellationToken);

    /// <summary>The bytes of a frame, wherever they lie.</summary>
    /// <param name="frame">A frame of this listener.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClaimException">They lie elsewhere and cannot be read; the message names no secret.</exception>
    public async Task<Claim> ReadAsync(ListenedFrame frame, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Value.Length > 0 || frame.DataRef is not { } address)
        {
            return new Claim(frame.Value.Length > limit ? null : frame.Value, frame.Value.Length);
        }

        try
        {
            return await _claims.ReadAsync(address, limit, cancellationToken);
        }
        catch (ClaimException exception)
        {
            throw new ClaimException($"its bytes lie at {ClaimSources.Public(address)} and cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>How the cluster answers now, in words: that it does, or its last problem. Waits up to a second.</summary>
    public Task<string> DescribeLinkAsync() => Task.Run(() => Topics() is null
        ? $"the cluster does not answer: {_problem ?? "no reason is known"}"
        : "the cluster answers");

    /// <inheritdoc />
    public void Dispose() => _consumer.Dispose();

    private void Connect(TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        List<TopicMetadata>? topics;
        while ((topics = Topics()) is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isRefused || _time.GetElapsedTime(started) > patience)
            {
                throw new TransportException(
                    $"Kafka cluster {_options.BootstrapServers} cannot be reached, or refuses ({_problem ?? "it does not answer"}). "
                    + "Is it running, and are kafka.user, saslMechanism and tls right?");
            }
        }

        var partitions = topics.FirstOrDefault(t => t.Topic == _topic)?.Partitions is { Count: > 0 } found ? found : throw Missing(topics);
        _partitions = partitions.Select(p => new TopicPartition(_topic, p.PartitionId)).ToList();
    }

    // All topics, for to ask for one by name makes it on clusters that allow that.
    private List<TopicMetadata>? Topics()
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
            return admin.GetMetadata(Ask).Topics;
        }
        catch (KafkaException exception)
        {
            // The reason comes with the client's errors, which are handed over while it is polled.
            _problem ??= exception.Error.Reason;
            TryConsume();
            return null;
        }
    }

    private TransportException Missing(List<TopicMetadata> topics)
    {
        var others = topics.Select(t => t.Topic).Where(t => t.EndsWith(".frames", StringComparison.Ordinal)).Take(MostNames).ToList();
        var there = others.Count == 0 ? "it has no topic of frames that this user may see" : $"it has {string.Join(", ", others)}";
        return new TransportException(
            $"Kafka cluster {_options.BootstrapServers}: there is no topic {_topic}; {there}. Is root right, and may the user read the topic?");
    }

    private TopicPartitionOffset End(TopicPartition partition, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new TopicPartitionOffset(partition, _consumer.QueryWatermarkOffsets(partition, Ask).High);
            }
            catch (KafkaException exception) when (
                exception.Error.Code == ErrorCode.TopicAuthorizationFailed || _time.GetElapsedTime(started) > OffsetLimit)
            {
                throw new TransportException(
                    $"Kafka cluster {_options.BootstrapServers}: {_topic} cannot be read ({exception.Error.Reason}, partition "
                    + $"{partition.Partition.Value}). May the user read the topic, and is every partition led by a broker?",
                    exception);
            }
            catch (KafkaException)
            {
                // The leader moves, or is yet to be chosen: the client asks for it anew while it is polled.
                TryConsume();
            }
        }
    }

    private ListenedFrame Next(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryConsume() is { IsPartitionEOF: false } result)
            {
                _problem = null;
                return Frame(result);
            }
        }
    }

    private ConsumeResult<byte[], byte[]>? TryConsume()
    {
        try
        {
            return _consumer.Consume(Poll);
        }
        catch (ConsumeException exception) when (exception.Error.Code == ErrorCode.TopicAuthorizationFailed)
        {
            throw new TransportException(
                $"Kafka cluster {_options.BootstrapServers}: {_topic} may not be read by this user. Give it the right to read the topic.",
                exception);
        }
        catch (KafkaException exception)
        {
            OnError(exception.Error);
            return null;
        }
    }

    // Of a group only the name is known here, so what the group's coordinator refuses is no matter.
    private void OnError(Error error)
    {
        _isRefused |= error.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Ssl;
        if (error.Code is not (ErrorCode.Local_AllBrokersDown or ErrorCode.GroupAuthorizationFailed))
        {
            _problem = error.Reason;
        }
    }

    private static ListenedFrame Frame(ConsumeResult<byte[], byte[]> result)
    {
        var record = FrameRecordReader.Read(result.Message);
        return new ListenedFrame(
            new StationKey(record.Line, record.Station),
            record.Camera,
            string.Create(CultureInfo.InvariantCulture, $"{result.Topic}/{result.Partition.Value}/{result.Offset.Value}"),
            record.ContentType,
            record.Attributes.Contradiction,
            result.Message.Value ?? [],
            record.DataRef);
    }
}
