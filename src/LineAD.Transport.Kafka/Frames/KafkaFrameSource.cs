using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Connections;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// Frames from Kafka. One thread polls and never waits for anything else; a record counts as done when its
/// <see cref="IDelivery"/> is completed, and offsets are stored up to the lowest that is not. What was not comes again after a
/// restart, or to the process that the partition moves to.
/// </summary>
public sealed class KafkaFrameSource : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan JoinGrace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan OutageMemory = TimeSpan.FromSeconds(60);

    private readonly string _topic;
    private readonly FrameHandover _handover;
    private readonly PartitionAssignment _assignment;
    private readonly FlowControl _flow;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<IConsumer<byte[], byte[]>> _build;
    private readonly Thread _thread;
    private readonly PartitionBoard _board;
    private readonly LinkWatch _link;
    private readonly bool _storesOffsets;
    private volatile IConsumer<byte[], byte[]> _consumer;
    private long _joinedAt;
    private long _awayAt;
    private bool _isFenced;
    private volatile bool _connected;
    private volatile bool _stopped;
    private volatile bool _ended;

    /// <summary>Creates the source; nothing is fetched before <see cref="Start"/>.</summary>
    /// <exception cref="TransportException">There is no Kafka in the configuration, or it cannot be used.</exception>
    public KafkaFrameSource(
        LineAdOptions options,
        IFrameIntake intake,
        PartitionBoard board,
        KafkaMetrics metrics,
        TimeProvider time,
        ILogger<KafkaFrameSource> logger)
        : this(options, intake, board, null, [], metrics, time, logger)
    {
    }

    internal KafkaFrameSource(
        LineAdOptions options,
        IFrameIntake intake,
        PartitionBoard board,
        IPartitionOwner? owner,
        IReadOnlyList<IClaimSource> claims,
        KafkaMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        var settings = new KafkaClientSettings(options);
        _topic = new KafkaTopics(options.Root).Frames;
        _board = board;
        _time = time;
        _logger = logger;
        var counter = new FlowCounter(metrics);
        _handover = new FrameHandover(options, intake, board, owner, metrics, time, claims, logger);
        _flow = new FlowControl(options, counter, metrics, logger);
        _assignment = new PartitionAssignment(settings.Options, board, counter, intake, owner, metrics, time, logger);
        _link = new LinkWatch("frames", settings.Options, metrics, logger, static _ => { });
        _storesOffsets = owner is null;
        _build = () => KafkaClients.Consumer(settings.Frames(), logger, OnError, NoteOutage)
            .SetPartitionsAssignedHandler((consumer, taken) =>
            {
                _assignment.Take(consumer, taken);
                _flow.Reset();
                _connected = true;
            })
            .SetPartitionsRevokedHandler((consumer, gone) => _assignment.Give(consumer, gone))
            .SetPartitionsLostHandler((_, gone) => Lose(gone))
            .Build();
        _consumer = _build();
        _thread = new Thread(Run) { IsBackground = true, Name = "kafka frames" };
    }

    /// <summary>Whether the brokers can be reached, and it is a member of its group and can be given frames.</summary>
    public bool IsSubscribed => _connected && !_ended && _link.IsUp;

    /// <summary>Frames handed in whose end is not durable.</summary>
    public int Unacknowledged => _board.Held.Sum(t => t.Count);

    internal IConsumer<byte[], byte[]> Consumer => _consumer;

    /// <summary>Joins the group and polls, on a thread of its own.</summary>
    public void Start()
    {
        _consumer.Subscribe(_topic);
        _thread.Start();
    }

    /// <summary>
    /// From here on nothing new is handed in, while offsets are still stored: for a stop in order. What is fetched meanwhile
    /// comes again after the restart.
    /// </summary>
    public void StopIntake()
    {
        _assignment.IsStopping = true;
        _handover.IsStopped = true;
    }

    /// <summary>Ends the thread, commits what has ended and leaves the group, which keeps a static member's place.</summary>
    public async ValueTask DisposeAsync()
    {
        StopIntake();
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        if (_thread.IsAlive)
        {
            await Task.Run(_thread.Join);
        }

        _handover.Dispose();
        _consumer.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stopped && !_ended)
            {
                PollOnce();
                if (_isFenced)
                {
                    Renew();
                }
            }
        }
        catch (Exception exception)
        {
            KafkaLog.ThreadFailed(_logger, exception, "frames");
        }

        Close();
    }

    private void PollOnce()
    {
        try
        {
            var result = _consumer.Consume(Poll);
            if (result is not null)
            {
                Accept(result);
            }
        }
        catch (ConsumeException exception)
        {
            OnError(exception.Error);
        }
        catch (KafkaException exception)
        {
            OnError(exception.Error);
        }

        StoreOffsets();
        _flow.Regulate(_consumer);
        if (!_link.IsUp)
        {
            // Nothing comes while it is down, so the question holds nothing up.
            _link.Ask(_consumer.Handle, _topic);
        }

        if (!_connected)
        {
            NoteMembership();
        }
    }

    private void Lose(List<TopicPartitionOffset> gone)
    {
        _assignment.Lose(gone);
        _connected = false;
        _joinedAt = 0;
    }

    private void Accept(ConsumeResult<byte[], byte[]> result)
    {
        _link.OnDelivered();
        if (_board.Find(result.Partition.Value) is not { } tracker)
        {
            return;
        }

        if (result.IsPartitionEOF)
        {
            // All that was there has been read.
            tracker.BacklogEnd = Math.Min(tracker.BacklogEnd, result.Offset.Value);
        }
        else
        {
            _handover.Take(result, tracker);
        }
    }

    private void StoreOffsets()
    {
        foreach (var tracker in _storesOffsets ? _board.Held : [])
        {
            if (tracker.TryTakeAdvance(out var offset))
            {
                Store(tracker.Partition, offset);
            }
        }
    }

    private void Store(int partition, long offset)
    {
        try
        {
            _consumer.StoreOffset(new TopicPartitionOffset(_topic, partition, offset));
        }
        catch (KafkaException exception)
        {
            // The partition has gone; its next owner goes on from what is committed.
            KafkaLog.CommitFailed(_logger, $"{partition}", exception.Error.Reason);
        }
    }

    // A member of a group with more members than partitions is given none, and is well all the same.
    private void NoteMembership()
    {
        if (string.IsNullOrEmpty(_consumer.MemberId))
        {
            return;
        }

        _joinedAt = _joinedAt == 0 ? _time.GetTimestamp() : _joinedAt;
        _connected = _time.GetElapsedTime(_joinedAt) > JoinGrace;
    }

    // Once for each outage.
    private void Renew()
    {
        (_isFenced, _connected, _joinedAt) = (false, false, 0);
        Leave();
        _assignment.Lose([.. _board.Held.Select(t => new TopicPartitionOffset(_topic, t.Partition, Offset.Unset))]);
        _consumer.Dispose();
        Interlocked.Exchange(ref _awayAt, 0);
        _consumer = _build();
        _consumer.Subscribe(_topic);
    }

    private void OnError(Error error)
    {
        _link.OnError(error);
        if (error.IsFatal || error.Code == ErrorCode.Local_Fatal)
        {
            // After an outage the brokers can take a static member that comes back for a second one of its name. Without an
            // outage there is one, and making a new consumer would throw it out in turn.
            _isFenced = Interlocked.Read(ref _awayAt) is var at && at != 0 && _time.GetElapsedTime(at) < OutageMemory;
            _ended = !_isFenced;
            KafkaLog.ConsumerFatal(_logger, _isFenced ? LogLevel.Warning : LogLevel.Error, error.Reason);
        }
        else if (error.Code == ErrorCode.Local_AllBrokersDown)
        {
            NoteOutage();
            KafkaLog.ConsumeFailed(_logger, error.Reason);
        }
        else
        {
            KafkaLog.ConsumeFailed(_logger, $"{error.Code}: {error.Reason}");
        }
    }

    private void NoteOutage() => Interlocked.Exchange(ref _awayAt, _time.GetTimestamp());

    private void Close()
    {
        Leave();
        _link.Close();
    }

    private void Leave()
    {
        try
        {
            StoreOffsets();
            _consumer.Close();
        }
        catch (KafkaException exception)
        {
            KafkaLog.ConsumeFailed(_logger, exception.Error.Reason);
        }
    }
}
