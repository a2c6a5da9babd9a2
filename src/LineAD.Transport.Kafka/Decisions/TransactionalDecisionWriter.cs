using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Transport.Kafka.Connections;
using LineAD.Transport.Kafka.Frames;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>
/// Decisions exactly once for a read-committed reader (DESIGN.md, section 4). One thread opens a transaction when decisions
/// wait, writes them with the low-water offset of each partition that they came from, and commits; published means committed.
/// Offsets that move without a decision are written by themselves when nothing else was for a while.
/// What an earlier owner of a partition committed is read back before its frames are handed in, and not written again.
/// </summary>
internal sealed class TransactionalDecisionWriter : IDecisionWriter, IPartitionOwner
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan IdleTick = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan OffsetInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(3);
    private static readonly HashSet<int> NoPartitions = [];

    private readonly KafkaClientSettings _settings;
    private readonly PartitionBoard _board;
    private readonly DecisionRecords _records;
    private readonly InFlightDecisions _waiting;
    private readonly WrittenDecisions _written;
    private readonly DecisionReadBack _readBack;
    private readonly TransactionClient _client;
    private readonly LinkWatch _link;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _transactionGate = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private readonly bool _waitsForFrames;
    private volatile bool _stopped;
    private volatile bool _isUnclear;
    private long _lastTransaction;

    public TransactionalDecisionWriter(
        LineAdOptions options, PartitionBoard board, KafkaMetrics metrics, TimeProvider time, ILogger logger)
    {
        _settings = new KafkaClientSettings(options);
        _board = board;
        _time = time;
        _logger = logger;
        _records = new DecisionRecords(options.Root, board);
        _waiting = new InFlightDecisions(time);
        _written = new WrittenDecisions(options.Pipeline.DedupMaxParts);
        _readBack = new DecisionReadBack(options, _settings, _written, time, logger);
        _link = new LinkWatch("transactions", _settings.Options, metrics, logger, up => Changed(up));
        _client = new TransactionClient(_settings, options.Root, _link.OnError, metrics, time, logger);
        _waitsForFrames = options.Mqtt is not { ReceiveFrames: true };
        _thread = new Thread(Run) { IsBackground = true, Name = "kafka transactions" };
    }

    /// <inheritdoc />
    public bool IsConnected => _link.IsUp && _client.IsReady;

    /// <inheritdoc />
    public Action<bool> Changed { get; set; } = static _ => { };

    /// <summary>The group that the frames are taken by; null before it is joined and after it was left.</summary>
    public Func<IConsumerGroupMetadata>? Group { get; set; }

    /// <inheritdoc />
    public void Start() => _thread.Start();

    /// <inheritdoc />
    public void Write(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        _waiting.Wait(new DecisionAttempt(publication, completed));
        _wake.Set();
    }

    /// <inheritdoc />
    /// <remarks>States are no part of transactions: the transport sends them by its other writer.</remarks>
    public void WriteState(StationKey station, ReadOnlyMemory<byte> json)
    {
    }

    /// <inheritdoc />
    public bool IsWritten(ulong decisionId) => _written.Contains(decisionId);

    /// <inheritdoc />
    /// <remarks>Without knowing what is written nothing may be: it is tried until it works or the process stops.</remarks>
    public void OnTaken(IReadOnlyList<int> partitions)
    {
        var known = partitions.Count == 0;
        while (!known && !_stopped)
        {
            known = _readBack.TryRead(_records.Topics, partitions);
        }
    }

    /// <inheritdoc />
    public void OnLeaving(IReadOnlyList<OffsetTracker> partitions)
    {
        lock (_transactionGate)
        {
            var offsets = TransactionOffsets.Of(partitions);
            if (IsConnected && offsets.HasMoved)
            {
                var began = _time.GetTimestamp();
                CommitOffsets(offsets, Membership(), () => _stopped || _time.GetElapsedTime(began) > LeaveLimit);
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// The brokers check the member, not its partitions: a transaction begun for a partition that has gone must end first.
    /// </remarks>
    public void OnGone()
    {
        lock (_transactionGate)
        {
            _wake.Set();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        _wake.Set();
        if (_thread.IsAlive)
        {
            await Task.Run(_thread.Join);
        }

        await Task.Run(_client.Dispose);
        _link.Close();
        _waiting.TakeAll().ForEach(a => a.FinishLate());
        _wake.Dispose();
    }

    private void Run()
    {
        while (!_stopped)
        {
            _wake.WaitOne(_waiting.IsEmpty && IsConnected ? IdleTick : Tick);
            try
            {
                Watch();
                while (IsConnected && !_isUnclear && !_stopped && TryTransact())
                {
                }
            }
            catch (Exception exception) when (exception is KafkaException or InvalidOperationException)
            {
                KafkaLog.ThreadFailed(_logger, exception, "transactions");
            }
        }
    }

    private void Watch()
    {
        _waiting.Sweep();
        lock (_transactionGate)
        {
            if (!_link.IsUp || _records.Partitions == 0)
            {
                _records.Partitions = _link.Ask(_client.Handle, _records.Topics.Decisions) ?? _records.Partitions;
            }

            if (_link.IsUp && !_client.IsReady)
            {
                _client.Prepare();
                Changed(_client.IsReady);
            }
        }

        if (_isUnclear && _client.IsReady)
        {
            _isUnclear = !_readBack.TryRead(_records.Topics, [.. _board.Held.Select(t => t.Partition)]);
        }
    }

    /// <summary>One transaction with all that waits; false when nothing could be written.</summary>
    private bool TryTransact()
    {
        lock (_transactionGate)
        {
            // The membership first: if a partition goes after this, the brokers refuse what is written under it.
            var group = Membership();
            var offsets = TransactionOffsets.Of(_board.Held);
            var batch = Select(offsets);
            if (batch.Count > 0)
            {
                return TryCommit(batch, offsets, group);
            }

            if (offsets.HasMoved && _time.GetElapsedTime(_lastTransaction) > OffsetInterval)
            {
                CommitOffsets(offsets, group, () => _stopped);
            }

            return false;
        }
    }

    private bool TryCommit(List<DecisionAttempt> batch, TransactionOffsets offsets, IConsumerGroupMetadata? group)
    {
        var partitions = batch.Select(a => _board.PartitionOf(Station(a))).OfType<int>().ToHashSet();
        var records = batch.SelectMany(a => Enumerable.Range(0, a.RecordCount).Select(i => _records.Of(a.Publication, i)));
        var until = batch.Min(a => a.Publication.CutOffTimestamp) + Ticks(_settings.Options.TransactionMaxMs);
        var end = _client.Commit(
            new TransactionContent([.. records], offsets.Write(_records.Topics.Frames, partitions), group, until),
            () => _stopped);
        _lastTransaction = _time.GetTimestamp();
        if (end == TransactionEnd.Committed)
        {
            offsets.MarkWritten();
            batch.ForEach(a => _written.Add(a.Publication.Decision.Id));
            batch.ForEach(a => a.Finish(PublishOutcome.Acknowledged));
            return true;
        }

        // Aborted, nobody will ever see them. When that is not clear, reading back tells before they are tried again.
        _isUnclear |= end == TransactionEnd.Unclear;
        batch.Reverse();
        batch.ForEach(Again);
        return false;
    }

    // What ended without a decision (stale, repeated, unusable) and what ended after the last one moves offsets too.
    private void CommitOffsets(TransactionOffsets offsets, IConsumerGroupMetadata? group, Func<bool> isOver)
    {
        var places = offsets.Write(_records.Topics.Frames, NoPartitions);
        var until = _time.GetTimestamp() + Ticks(LeaveLimit.TotalMilliseconds);
        if (_client.Commit(new TransactionContent([], places, group, until), isOver) == TransactionEnd.Committed)
        {
            offsets.MarkWritten();
        }

        _lastTransaction = _time.GetTimestamp();
    }

    private IConsumerGroupMetadata? Membership() => _board.Held.Count > 0 ? Group?.Invoke() : null;

    private long Ticks(double milliseconds) => (long)(milliseconds / 1000 * _time.TimestampFrequency);

    private static StationKey Station(DecisionAttempt attempt) => attempt.Publication.Decision.Inspection.Station;

    private void Again(DecisionAttempt attempt)
    {
        if (_waiting.IsLate(attempt))
        {
            attempt.Finish(_isUnclear ? PublishOutcome.Unknown : PublishOutcome.TooLate);
        }
        else
        {
            _waiting.Wait(attempt, isFirst: true);
        }
    }

    private List<DecisionAttempt> Select(TransactionOffsets offsets)
    {
        var batch = new List<DecisionAttempt>();
        var ids = new HashSet<ulong>();
        foreach (var attempt in _waiting.TakeAll())
        {
            var decision = attempt.Publication.Decision;
            var partition = _board.PartitionOf(decision.Inspection.Station);
            if (_written.Contains(decision.Id))
            {
                attempt.Finish(PublishOutcome.Acknowledged);
            }
            else if (_waiting.IsLate(attempt))
            {
                attempt.Finish(PublishOutcome.TooLate);
            }
            else if (!_board.MayPublish(decision.Inspection.Station))
            {
                attempt.Finish(PublishOutcome.Refused);
            }
            else if ((partition is { } p ? !offsets.Covers(p) : _waitsForFrames) || !ids.Add(decision.Id))
            {
                // Left by an earlier run or ownership: it is written when its frame comes again, unless it is found written.
                _waiting.Wait(attempt);
            }
            else
            {
                batch.Add(attempt);
            }
        }

        return batch;
    }
}
