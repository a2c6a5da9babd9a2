using System.Globalization;
using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>Makes frames of records and hands them in. For the poll thread; claimed ones are read on threads of their own.</summary>
internal sealed class FrameHandover : IDisposable
{
    private const string Transport = "kafka";
    private const int RefusedHeadBytes = DeadLetterMessage.MaxHeadBytes;

    private readonly Dictionary<StationKey, int> _maxFrameBytes;
    private readonly IFrameIntake _intake;
    private readonly PartitionBoard _board;
    private readonly IPartitionOwner? _owner;
    private readonly KafkaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly bool _synchronizedClocks;
    private readonly ClaimedFrames _claims;

    public FrameHandover(
        LineAdOptions options,
        IFrameIntake intake,
        PartitionBoard board,
        IPartitionOwner? owner,
        KafkaMetrics metrics,
        TimeProvider time,
        IReadOnlyList<IClaimSource> claims,
        ILogger logger)
    {
        _maxFrameBytes = options.Stations.ToDictionary(s => s.Key, s => s.MaxFrameBytes);
        _synchronizedClocks = options.Kafka!.SynchronizedClocks;
        _intake = intake;
        _board = board;
        _owner = owner;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _claims = new ClaimedFrames([new FileClaimSource(options.Kafka.ClaimCheckDirectory), .. claims], logger);
    }

    /// <summary>Nothing is handed in any more.</summary>
    public volatile bool IsStopped;

    /// <summary>Takes a record of a partition that is held.</summary>
    public void Take(ConsumeResult<byte[], byte[]> result, OffsetTracker tracker)
    {
        if (IsStopped)
        {
            return;
        }

        var delivery = tracker.Add(result.Offset.Value);
        var origin = string.Create(
            CultureInfo.InvariantCulture, $"{result.Topic}/{result.Partition.Value}/{result.Offset.Value}");
        try
        {
            Offer(result, tracker, delivery, origin);
        }
        catch (Exception exception)
        {
            KafkaLog.IntakeFailed(_logger, exception, origin);
            delivery.Complete();
        }
    }

    public void Dispose() => _claims.Dispose();

    private void Offer(
        ConsumeResult<byte[], byte[]> result, OffsetTracker tracker, IDelivery delivery, string origin)
    {
        var record = FrameRecordReader.Read(result.Message);
        var station = new StationKey(record.Line, record.Station);
        var limit = _maxFrameBytes.GetValueOrDefault(station, int.MaxValue);
        if (limit != int.MaxValue)
        {
            _board.Note(station, result.Partition.Value);
            if (result.Offset.Value < tracker.BacklogEnd && IsWritten(record, station))
            {
                // Decided and committed by an earlier owner or run, which ended before its offset was.
                _metrics.AlreadyWritten();
                delivery.Complete();
                return;
            }
        }

        var (receivedAt, isBacklog) = Receipt(result, tracker);
        var frame = new InboundFrame
        {
            Transport = Transport,
            Line = record.Line,
            Station = record.Station,
            Camera = record.Camera,
            Attributes = record.Attributes,
            ContentType = record.ContentType,
            Payload = result.Message.Value ?? [],
            ReceivedTimestamp = receivedAt,
            Backlog = isBacklog,
            Origin = origin,
            FallbackPart = string.Create(
                CultureInfo.InvariantCulture, $"k-{result.Partition.Value}-{result.Offset.Value}"),
            Delivery = delivery,
        };
        if (frame.Payload.Length > limit)
        {
            Refuse(frame, FrameError.PayloadTooLarge, frame.Payload.Length);
        }
        else if (frame.Payload.IsEmpty && record.DataRef is { } address)
        {
            _claims.Fetch(frame, address, limit, _intake.Offer, Refuse);
        }
        else
        {
            _intake.Offer(frame);
        }
    }

    private bool IsWritten(FrameRecord record, StationKey station)
    {
        var hasSeq = uint.TryParse(
            record.Attributes.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq != 0;
        var part = record.Attributes.PartId ?? (hasSeq ? seq.ToString(CultureInfo.InvariantCulture) : "");
        return _owner is not null
            && Names.IsPart(part)
            && _owner.IsWritten(new InspectionKey(station, part, seq).ComputeId());
    }

    // With clocks that agree a record was received when it was stored, however long it has waited since.
    private (long ReceivedAt, bool IsBacklog) Receipt(ConsumeResult<byte[], byte[]> result, OffsetTracker tracker)
    {
        var now = _time.GetTimestamp();
        if (!_synchronizedClocks || result.Message.Timestamp.Type == TimestampType.NotAvailable)
        {
            return (now, result.Offset.Value < tracker.BacklogEnd);
        }

        var ageMs = _time.GetUtcNow().ToUnixTimeMilliseconds() - result.Message.Timestamp.UnixTimestampMs;
        return (now - (long)(Math.Max(0, ageMs) / 1000.0 * _time.TimestampFrequency), false);
    }

    private void Refuse(InboundFrame frame, FrameError error, long length) => _intake.Refuse(new InboundRefusal
    {
        Transport = Transport,
        Error = error,
        Line = frame.Line,
        Station = frame.Station,
        Origin = frame.Origin,
        ContentType = frame.ContentType,
        Payload = frame.Payload.Length <= RefusedHeadBytes ? frame.Payload : frame.Payload[..RefusedHeadBytes].ToArray(),
        Length = length,
        Delivery = frame.Delivery,
    });
}
