using System.Collections.Concurrent;
using LineAD.Core.Errors;
using LineAD.Core.Intake;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// Frames whose bytes lie elsewhere (claim check, CloudEvents <c>dataref</c>): read on threads of their own, so that polling
/// never waits for a disk or a store.
/// </summary>
internal sealed class ClaimedFrames : IDisposable
{
    private const int MostWaiting = 256;
    private const int Readers = 4;

    private readonly ClaimSources _sources;
    private readonly ILogger _logger;
    private readonly BlockingCollection<Action> _waiting = new(MostWaiting);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Thread> _threads = [];

    /// <param name="sources">Asked in this order.</param>
    /// <param name="logger">Log.</param>
    public ClaimedFrames(IReadOnlyList<IClaimSource> sources, ILogger logger)
    {
        _sources = new ClaimSources(sources);
        _logger = logger;
        for (var i = 0; i < Readers; i++)
        {
            var thread = new Thread(Run) { IsBackground = true, Name = "kafka claims" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Reads the bytes and hands the frame on; one that cannot be read is handed on without bytes.</summary>
    /// <param name="frame">Everything but the bytes.</param>
    /// <param name="address">Where they lie.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="offer">Takes the frame with its bytes.</param>
    /// <param name="refuse">Takes a frame that is too large, with its length.</param>
    public void Fetch(
        InboundFrame frame,
        string address,
        int limit,
        Action<InboundFrame> offer,
        Action<InboundFrame, FrameError, long> refuse)
    {
        if (!_waiting.TryAdd(() => Read(frame, address, limit, offer, refuse)))
        {
            KafkaLog.ClaimFailed(_logger, frame.Origin, ClaimSources.Public(address), $"{MostWaiting} frames wait to be read.");
            offer(frame);
        }
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _stop.Cancel();
        _threads.ForEach(t => t.Join());
        _waiting.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        foreach (var read in _waiting.GetConsumingEnumerable())
        {
            read();
        }
    }

    private void Read(
        InboundFrame frame,
        string address,
        int limit,
        Action<InboundFrame> offer,
        Action<InboundFrame, FrameError, long> refuse)
    {
        try
        {
            var claim = _sources.ReadAsync(address, limit, _stop.Token).GetAwaiter().GetResult();
            if (claim.Bytes is { } bytes)
            {
                offer(With(frame, bytes));
            }
            else
            {
                refuse(frame, FrameError.PayloadTooLarge, claim.Length);
            }
        }
        catch (ClaimException exception)
        {
            // Without bytes it is a bad view: its part, if named, ends by its fault policy.
            KafkaLog.ClaimFailed(_logger, frame.Origin, ClaimSources.Public(address), exception.Message);
            offer(frame);
        }
        catch (Exception exception)
        {
            KafkaLog.IntakeFailed(_logger, exception, frame.Origin);
            frame.Delivery.Complete();
        }
    }

    private static InboundFrame With(InboundFrame frame, byte[] payload) => new()
    {
        Transport = frame.Transport,
        Line = frame.Line,
        Station = frame.Station,
        Camera = frame.Camera,
        Attributes = frame.Attributes,
        ContentType = frame.ContentType,
        Payload = payload,
        ReceivedTimestamp = frame.ReceivedTimestamp,
        Backlog = frame.Backlog,
        Origin = frame.Origin,
        FallbackPart = frame.FallbackPart,
        Delivery = frame.Delivery,
    };
}
