using Confluent.Kafka;
using LineAD.Transport.Kafka.Connections;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>A transactional producer: begins, commits, aborts, and is made anew when it can no longer go on. For one thread.</summary>
internal sealed class TransactionClient : IDisposable
{
    private static readonly TimeSpan PrepareLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HangLimit = StepLimit + TimeSpan.FromSeconds(1);

    // Producers whose call has not returned: each keeps its connections and threads until it does.
    private const int MaxHung = 3;

    private readonly KafkaClientSettings _settings;
    private readonly string _root;
    private readonly Action<Error> _onError;
    private readonly KafkaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private IProducer<byte[], byte[]> _producer;
    private GuardedCall _offsets = new("kafka offsets");
    private int _hung;
    private volatile bool _isReady;
    private volatile bool _isFenced;
    private long _began;
    private string _suffix = "";
    private bool _isCommitting;

    public TransactionClient(
        KafkaClientSettings settings,
        string root,
        Action<Error> onError,
        KafkaMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _settings = settings;
        _root = root;
        _onError = onError;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _producer = NewProducer();
    }

    /// <summary>Whether a transaction can be begun.</summary>
    public bool IsReady => _isReady;

    public Handle Handle => _producer.Handle;

    /// <summary>Takes over from an earlier run of this instance, whose open transaction is aborted.</summary>
    public void Prepare()
    {
        if (_isFenced || Volatile.Read(ref _hung) > MaxHung)
        {
            return;
        }

        try
        {
            _producer.InitTransactions(PrepareLimit);
            _isReady = true;
        }
        catch (KafkaException exception) when (exception.Error.IsFatal)
        {
            Renew(exception.Error);
        }
        catch (KafkaException exception)
        {
            KafkaLog.TransactionAborted(_logger, 0, exception.Error.Reason);
        }
    }

    /// <summary>Writes all of it in one transaction, or nothing.</summary>
    /// <param name="content">What to write.</param>
    /// <param name="stopped">True when an answer of the brokers is not to be waited for any longer.</param>
    public TransactionEnd Commit(TransactionContent content, Func<bool> stopped)
    {
        _isCommitting = false;
        _began = _time.GetTimestamp();
        try
        {
            _producer.BeginTransaction();
            foreach (var (target, record) in content.Records)
            {
                _producer.Produce(target, record);
            }

            // The records are in the log before the brokers check the membership: whoever takes a partition over afterwards
            // finds them when it reads back, and waits for the end of this transaction.
            if (content.Records.Count > 0 && _producer.Flush(Remaining(content.Until)) > 0)
            {
                throw new TimeoutException("The brokers did not take the decisions before their cut-off.");
            }

            if (content.Offsets.Count > 0)
            {
                Retry(
                    () => _offsets.Run(
                        () => _producer.SendOffsetsToTransaction(content.Offsets, content.Group, StepLimit), HangLimit),
                    () => stopped() || Remaining(content.Until) == TimeSpan.Zero);
            }

            _isCommitting = true;
            Retry(() => _producer.CommitTransaction(StepLimit), stopped);
            _metrics.Transaction(committed: true);
            return TransactionEnd.Committed;
        }
        catch (Exception exception) when (exception is KafkaException or TimeoutException)
        {
            return Abort(content.Records.Count, exception, stopped);
        }
    }

    public void Dispose() => _offsets.EndWith(_producer.Dispose);

    private IProducer<byte[], byte[]> NewProducer() =>
        KafkaClients.Producer(_settings.Transactions(_root, _suffix), _logger, _onError);

    // Before the commit is asked for, an answer that does not come is waited for until the first cut-off and the time that a
    // transaction may take; after it, until there is one: the commit may have taken place.
    private static void Retry(Action step, Func<bool> isOver)
    {
        while (true)
        {
            try
            {
                step();
                return;
            }
            catch (KafkaRetriableException exception)
            {
                if (isOver())
                {
                    throw new TimeoutException(exception.Error.Reason, exception);
                }
            }
        }
    }

    private TimeSpan Remaining(long until)
    {
        var left = _time.GetElapsedTime(_time.GetTimestamp(), until);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TransactionEnd Abort(int records, Exception cause, Func<bool> stopped)
    {
        _metrics.Transaction(committed: false);
        KafkaLog.TransactionAborted(_logger, records, cause.Message);
        if (!_offsets.IsHung && (cause is KafkaTxnRequiresAbortException || !_isCommitting))
        {
            try
            {
                Retry(() => _producer.AbortTransaction(StepLimit), stopped);
                return TransactionEnd.Aborted;
            }
            catch (Exception exception) when (exception is KafkaException or TimeoutException)
            {
                cause = exception;
            }
        }

        // A new producer ends what this one left open: by then it is committed or aborted.
        Renew(
            (cause as KafkaException)?.Error ?? new Error(ErrorCode.Local_TimedOut, cause.Message),
            _time.GetElapsedTime(_began).TotalMilliseconds > KafkaClientSettings.TransactionTimeoutMs);
        return _isCommitting ? TransactionEnd.Unclear : TransactionEnd.Aborted;
    }

    private void Renew(Error error, bool isOverTime = false)
    {
        _isReady = false;
        KafkaLog.TransactionsFatal(_logger, error.Reason);

        // Somebody else has this instance's name: making a new producer would throw that one out in turn. But the brokers say the
        // same of a transaction that they aborted by their time limit, as after an outage: one of a new name throws nobody out.
        var isFenced = error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced;
        if (isFenced && isOverTime)
        {
            (isFenced, _suffix) = (false, $"-{Guid.NewGuid():N}");
        }

        _isFenced = isFenced;
        if (!isFenced)
        {
            Discard(_producer);
            _producer = NewProducer();
        }
    }

    // A producer must not be freed while a call is in it.
    private void Discard(IProducer<byte[], byte[]> producer)
    {
        if (!_offsets.IsHung)
        {
            producer.Dispose();
            return;
        }

        var hung = Interlocked.Increment(ref _hung);
        if (hung > MaxHung)
        {
            KafkaLog.ProducersHang(_logger, hung);
        }

        _offsets.EndWith(() =>
        {
            producer.Dispose();
            Interlocked.Decrement(ref _hung);
        });
        _offsets = new GuardedCall("kafka offsets");
    }
}
