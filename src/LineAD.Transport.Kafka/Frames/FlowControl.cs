using Confluent.Kafka;
using LineAD.Core.Configuration;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// Pauses fetching when too many frames are in hand and lets it go on at half of that; polling never stops, so the group
/// sees a living member. For the poll thread.
/// </summary>
internal sealed class FlowControl
{
    private const int LeastHighWater = 64;

    private readonly FlowCounter _counter;
    private readonly KafkaMetrics _metrics;
    private readonly ILogger _logger;
    private readonly int _high;
    private bool _paused;
    private bool _isStale;

    public FlowControl(LineAdOptions options, FlowCounter counter, KafkaMetrics metrics, ILogger logger)
    {
        var window = FrameWindow.Of(options.Stations).Frames;
        var configured = options.Kafka!.HighWaterFrames;
        _high = configured > 0 ? configured : (int)Math.Clamp(2 * window, LeastHighWater, int.MaxValue / 2);
        _counter = counter;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>Partitions came: they are fetched, whatever the others are.</summary>
    public void Reset() => _isStale = _paused;

    /// <summary>Pauses or resumes where that is due.</summary>
    public void Regulate(IConsumer<byte[], byte[]> consumer)
    {
        var frames = _counter.Frames;
        if (!_paused && frames >= _high)
        {
            _paused = true;
            _isStale = false;
            _metrics.Paused();
            KafkaLog.Paused(_logger, frames);
            Try(consumer.Pause, consumer.Assignment);
        }
        else if (_paused && frames <= _high / 2)
        {
            _paused = _isStale = false;
            KafkaLog.Resumed(_logger, frames);
            Try(consumer.Resume, consumer.Assignment);
        }
        else if (_isStale)
        {
            _isStale = false;
            Try(consumer.Pause, consumer.Assignment);
        }
    }

    private void Try(Action<IEnumerable<TopicPartition>> change, List<TopicPartition> partitions)
    {
        try
        {
            change(partitions);
        }
        catch (KafkaException exception)
        {
            // A partition went in between; the next round sees the new assignment.
            _isStale = _paused;
            KafkaLog.ConsumeFailed(_logger, exception.Error.Reason);
        }
    }
}
