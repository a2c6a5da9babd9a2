using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LineAD.Core.Errors;

namespace LineAD.Transport.Kafka.Client;

/// <summary>
/// A plain Kafka client for everything that is not the service itself: simulated cameras, readers in tests and the demo.
/// </summary>
public sealed class KafkaPeer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    private readonly string _servers;
    private readonly int _fetchWaitMs;
    private readonly IProducer<byte[]?, byte[]> _producer;
    private readonly List<Thread> _readers = [];
    private volatile bool _stopped;

    /// <summary>Connects in the background.</summary>
    /// <param name="servers">Brokers, <c>host:port</c>, without TLS or credentials.</param>
    /// <param name="fetchWaitMs">
    /// How long brokers may hold an empty answer back, milliseconds. librdkafka's mock cluster does so for the whole time although
    /// something came, hence the short default.
    /// </param>
    /// <exception cref="TransportException">librdkafka can not be loaded.</exception>
    public KafkaPeer(string servers, int fetchWaitMs = 20)
    {
        if (!KafkaNativeLibrary.TryLoad(out var problem))
        {
            throw new TransportException(problem);
        }

        _servers = servers;
        _fetchWaitMs = fetchWaitMs;
        _producer = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig
        {
            BootstrapServers = servers,
            EnableIdempotence = true,
            LingerMs = 0,
            MessageMaxBytes = 64 * 1024 * 1024,
            Partitioner = Partitioner.Murmur2Random,
        }).SetLogHandler(static (_, _) => { }).Build();
    }

    /// <summary>Creates topics; those that are there stay as they are. A mock cluster makes its own.</summary>
    /// <exception cref="TransportException">The brokers cannot be reached or refuse.</exception>
    public async Task CreateTopicsAsync(IEnumerable<string> topics, int partitions)
    {
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        try
        {
            await admin.CreateTopicsAsync(
                topics.Select(t => new TopicSpecification { Name = t, NumPartitions = partitions, ReplicationFactor = 1 }),
                new CreateTopicsOptions { RequestTimeout = Limit, OperationTimeout = Limit });
        }
        catch (CreateTopicsException exception) when (exception.Results.All(
            r => !r.Error.IsError || r.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // They are there.
        }
        catch (KafkaException exception)
        {
            throw new TransportException(
                $"Kafka cluster {_servers}: the topics cannot be created ({exception.Error.Reason}). Is it running?", exception);
        }
    }

    /// <summary>Writes a record and waits until it is stored; false when the brokers said no.</summary>
    public async Task<bool> PublishAsync(
        string topic,
        string? key,
        byte[] value,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken,
        int? partition = null)
    {
        var message = new Message<byte[]?, byte[]>
        {
            Key = key is null ? null : Encoding.UTF8.GetBytes(key),
            Value = value,
            Headers = [],
        };
        foreach (var (name, text) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        try
        {
            var target = new TopicPartition(topic, partition ?? Partition.Any);
            return (await _producer.ProduceAsync(target, message, cancellationToken)).Status == PersistenceStatus.Persisted;
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads topics from their beginning, read-committed, as member of no group; the handler runs on the reader's thread.
    /// </summary>
    public void Read(IEnumerable<string> topics, Action<KafkaPeerMessage> handler) => Start([.. topics], handler, null);

    /// <summary>As <see cref="Read"/>, but only what comes from now on; returns once nothing more can be missed.</summary>
    /// <exception cref="TransportException">The topics cannot be read within <paramref name="limit"/>.</exception>
    public void ReadNew(IReadOnlyCollection<string> topics, Action<KafkaPeerMessage> handler, TimeSpan limit)
    {
        // Not disposed: a reader that is assigned after the limit still sets it.
        var assigned = new ManualResetEventSlim();
        Start([.. topics], handler, assigned);
        if (!assigned.Wait(limit))
        {
            throw new TransportException(
                $"Kafka cluster {_servers}: {string.Join(", ", topics)} cannot be read within {limit.TotalSeconds:0} s. Is it running, and are the topics there?");
        }
    }

    private void Start(List<string> wanted, Action<KafkaPeerMessage> handler, ManualResetEventSlim? newOnly)
    {
        var consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = _servers,
            GroupId = $"peer-{Guid.NewGuid():N}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            FetchWaitMaxMs = _fetchWaitMs,
            ReconnectBackoffMaxMs = 500,
        }).SetLogHandler(static (_, _) => { }).Build();
        var thread = new Thread(() => Run(consumer, wanted, handler, newOnly)) { IsBackground = true, Name = "kafka peer" };
        _readers.Add(thread);
        thread.Start();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopped = true;
        _readers.ForEach(r => r.Join());
        _producer.Dispose();
    }

    private void Run(
        IConsumer<byte[]?, byte[]?> consumer, List<string> topics, Action<KafkaPeerMessage> handler, ManualResetEventSlim? newOnly)
    {
        using (consumer)
        {
            while (!_stopped)
            {
                try
                {
                    Assign(consumer, topics, newOnly is not null);
                    if (topics.Count == 0)
                    {
                        newOnly?.Set();
                    }

                    if (consumer.Consume(TimeSpan.FromMilliseconds(20)) is { } result)
                    {
                        handler(Message(result));
                    }
                }
                catch (KafkaException)
                {
                    // A topic that is not there yet, or a broker that is away: the next round may find it.
                }
            }
        }
    }

    // Asking for a topic makes it, where the brokers allow that.
    private void Assign(IConsumer<byte[]?, byte[]?> consumer, List<string> topics, bool newOnly)
    {
        if (topics.Count == 0)
        {
            return;
        }

        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        foreach (var topic in topics.ToList())
        {
            var partitions = admin.GetMetadata(topic, AskLimit).Topics.Single().Partitions;
            if (partitions.Count > 0)
            {
                consumer.IncrementalAssign([.. partitions.Select(p => new TopicPartition(topic, p.PartitionId)).Select(
                    p => new TopicPartitionOffset(p, newOnly ? consumer.QueryWatermarkOffsets(p, AskLimit).High : Offset.Beginning))]);
                topics.Remove(topic);
            }
        }
    }

    private static KafkaPeerMessage Message(ConsumeResult<byte[]?, byte[]?> result)
    {
        var headers = new Dictionary<string, string>();
        foreach (var header in result.Message.Headers)
        {
            headers[header.Key] = Encoding.UTF8.GetString(header.GetValueBytes() ?? []);
        }

        return new KafkaPeerMessage(
            result.Topic,
            result.Partition.Value,
            result.Offset.Value,
            Encoding.UTF8.GetString(result.Message.Key ?? []),
            result.Message.Value ?? [],
            headers);
    }
}
