using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Transport.Kafka.Connections;
using LineAD.Transport.Kafka.Frames;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>
/// Decisions at least once, over a producer of their own: <see cref="Write"/> hands the record to the client library's
/// threads and needs none of the pool. What waits for a broker waits here, until its cut-off; what the library has and
/// cannot get rid of by its deadline dies with its producer, which is then made anew.
/// </summary>
internal sealed class IdempotentDecisionWriter : IDecisionWriter
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan IdleTick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly KafkaClientSettings _settings;
    private readonly PartitionBoard _board;
    private readonly DecisionRecords _records;
    private readonly InFlightDecisions _decisions;
    private readonly StateBoard _states = new();
    private readonly KafkaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LinkWatch _link;
    private readonly Lock _producerGate = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private IProducer<byte[], byte[]> _producer;
    private int _generation = 1;
    private bool _closed;

    public IdempotentDecisionWriter(
        LineAdOptions options, PartitionBoard board, KafkaMetrics metrics, TimeProvider time, ILogger logger)
    {
        _settings = new KafkaClientSettings(options);
        _board = board;
        _records = new DecisionRecords(options.Root, board);
        _decisions = new InFlightDecisions(time);
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _link = new LinkWatch("decisions", _settings.Options, metrics, logger, OnLink);
        _producer = NewProducer();
        _thread = new Thread(Run) { IsBackground = true, Name = "kafka decisions" };
    }

    /// <inheritdoc />
    public bool IsConnected => _link.IsUp;

    /// <inheritdoc />
    public Action<bool> Changed { get; set; } = static _ => { };

    /// <inheritdoc />
    public void Start() => _thread.Start();

    /// <inheritdoc />
    public void Write(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        _decisions.Wait(new DecisionAttempt(publication, completed));
        SendWaiting();
    }

    /// <inheritdoc />
    public void WriteState(StationKey station, ReadOnlyMemory<byte> json)
    {
        _states.Set(station, json);
        SendStates();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _stop.Set();
        if (_thread.IsAlive)
        {
            await Task.Run(_thread.Join);
        }

        await Task.Run(Close);
        _stop.Dispose();
    }

    private void Close()
    {
        _producer.Flush(FlushLimit);
        lock (_producerGate)
        {
            _closed = true;
        }

        _producer.Dispose();
        _link.Close();
        _decisions.TakeAll().ForEach(a => a.FinishLate());
    }

    private IProducer<byte[], byte[]> NewProducer() =>
        KafkaClients.Producer(_settings.Decisions(), _logger, _link.OnError);

    private void OnLink(bool isUp)
    {
        if (isUp)
        {
            _states.Renew();
            SendWaiting();
            SendStates();
        }

        Changed(isUp);
    }

    private void Run()
    {
        while (!_stop.Wait(_decisions.IsEmpty && _link.IsUp ? IdleTick : Tick))
        {
            try
            {
                Watch();
            }
            catch (Exception exception) when (exception is KafkaException or InvalidOperationException)
            {
                KafkaLog.ThreadFailed(_logger, exception, "decisions");
            }
        }
    }

    private void Watch()
    {
        _decisions.Sweep();
        if (!_link.IsUp || _records.Partitions == 0)
        {
            AskPartitions();
        }

        if (_decisions.Overdue() is var overdue and > 0)
        {
            Renew(overdue);
        }

        SendWaiting();
        SendStates();
    }

    private void AskPartitions()
    {
        var topics = _records.Topics;
        if (_link.Ask(_producer.Handle, topics.Decisions) is not { } partitions)
        {
            return;
        }

        var before = _records.Partitions;
        _records.Partitions = partitions;
        if (before == 0 && _settings.Options.ReceiveFrames
            && _link.Ask(_producer.Handle, topics.Frames) is { } frames && frames != partitions)
        {
            KafkaLog.PartitionsDiffer(_logger, topics.Frames, topics.Decisions, frames, partitions);
        }
    }

    // Law 2: what the library still has would go out whenever a broker comes back, or when it gives up a connection that
    // does not answer and takes another.
    private void Renew(int overdue)
    {
        KafkaLog.ProducerRenewed(_logger, overdue);
        var next = NewProducer();
        IProducer<byte[], byte[]> old;
        List<DecisionAttempt> sent;
        lock (_producerGate)
        {
            (old, _producer) = (_producer, next);
            _generation++;
            sent = _decisions.TakeSent();
        }

        old.Dispose();
        sent.ForEach(Again);
    }

    private void SendWaiting()
    {
        while (_link.IsUp && _decisions.TakeNext() is { } attempt)
        {
            if (HasMoved(attempt))
            {
                // Its new owner decides; this may have happened while it waited for a broker.
                attempt.Finish(PublishOutcome.Refused);
                continue;
            }

            var generation = Begin(attempt);
            for (var i = 0; i < attempt.RecordCount; i++)
            {
                Send(attempt, generation, i);
            }
        }
    }

    private bool HasMoved(DecisionAttempt attempt) => !_board.MayPublish(attempt.Publication.Decision.Inspection.Station);

    // Against Renew, which takes what the old producer has, all of it and nothing else.
    private int Begin(DecisionAttempt attempt)
    {
        lock (_producerGate)
        {
            attempt.Begin(_generation);
            _decisions.Sent(attempt);
            return _generation;
        }
    }

    private void Send(DecisionAttempt attempt, int generation, int index)
    {
        var (target, record) = _records.Of(attempt.Publication, index);
        try
        {
            lock (_producerGate)
            {
                if (generation != _generation)
                {
                    return;
                }

                ObjectDisposedException.ThrowIf(_closed, this);
                _producer.Produce(target, record, report => OnReport(attempt, generation, report));
            }
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            var error = (exception as KafkaException)?.Error ?? new Error(ErrorCode.Local_State, exception.Message);
            OnEnd(attempt, generation, target.Topic, error);
        }
    }

    private void OnReport(DecisionAttempt attempt, int generation, DeliveryReport<byte[], byte[]> report)
    {
        if (!report.Error.IsError)
        {
            _link.OnDelivered();
        }

        OnEnd(attempt, generation, report.Topic, report.Error);
    }

    private void OnEnd(DecisionAttempt attempt, int generation, string topic, Error error)
    {
        if (generation != attempt.Generation || generation != Volatile.Read(ref _generation))
        {
            return;
        }

        var refused = error.IsError && !IsPassing(error);
        if (refused)
        {
            KafkaLog.DecisionRefused(
                _logger, attempt.Publication.Decision.Inspection.Station.ToString(), topic, $"{error.Code}: {error.Reason}");
        }

        if (!attempt.Take(!error.IsError, refused))
        {
            return;
        }

        if (attempt.Outcome() is { } outcome)
        {
            _decisions.Remove(attempt);
            attempt.Finish(outcome);
        }
        else
        {
            Again(attempt);
        }
    }

    // On the thread that ticks: sending again at once what fails at once would never end.
    private void Again(DecisionAttempt attempt)
    {
        _decisions.Remove(attempt);
        if (attempt.IsFinished)
        {
            return;
        }

        if (_decisions.IsLate(attempt) || _closed)
        {
            attempt.FinishLate();
            return;
        }

        _metrics.Resent();
        _decisions.Wait(attempt);
    }

    private static bool IsPassing(Error error) => error.IsLocalError
        ? error.Code is not (ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.Local_State)
        : error.Code is ErrorCode.NotEnoughReplicas or ErrorCode.NotEnoughReplicasAfterAppend
            or ErrorCode.NotLeaderForPartition or ErrorCode.LeaderNotAvailable or ErrorCode.RequestTimedOut
            or ErrorCode.OutOfOrderSequenceNumber or ErrorCode.UnknownProducerId;

    private void SendStates()
    {
        while (_link.IsUp && _states.TryTake(out var station, out var json))
        {
            var record = _records.OfState(station, json, _time.GetUtcNow());
            try
            {
                lock (_producerGate)
                {
                    ObjectDisposedException.ThrowIf(_closed, this);
                    _producer.Produce(_records.Topics.State, record);
                }
            }
            catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
            {
                KafkaLog.OutputRefused(_logger, _records.Topics.State, exception.Message);
            }
        }
    }
}
