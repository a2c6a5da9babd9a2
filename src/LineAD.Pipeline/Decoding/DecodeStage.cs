using LineAD.Core.Errors;
using LineAD.Core.Journal;
using LineAD.Core.Scoring;
using LineAD.Pipeline.Batching;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Decoding;

/// <summary>Payload to pixels at the model's input size, on N threads.</summary>
internal sealed class DecodeStage : IDisposable
{
    private readonly IModelRegistry _models;
    private readonly IFrameDecoder _decoder;
    private readonly PartLifecycle _lifecycle;
    private readonly Batcher _batcher;
    private readonly InHandFile _inHand;
    private readonly PipelineMetrics _metrics;
    private readonly MonotonicClock _clock;
    private int _coming;

    public DecodeStage(
        IModelRegistry models,
        IFrameDecoder decoder,
        PartLifecycle lifecycle,
        Batcher batcher,
        InHandFile inHand,
        PipelineMetrics metrics,
        MonotonicClock clock,
        int workers,
        int capacity,
        ILogger logger)
    {
        (_models, _decoder, _lifecycle, _batcher) = (models, decoder, lifecycle, batcher);
        (_inHand, _metrics, _clock) = (inHand, metrics, clock);
        Workers = new BoundedWorkers<DecodeJob>("decode", workers, capacity, Work, logger);
    }

    public BoundedWorkers<DecodeJob> Workers { get; }

    /// <summary>Views waiting for a decoder or being decoded: what the batcher may wait for.</summary>
    public int Coming => Volatile.Read(ref _coming);

    /// <summary>Hands a view to the decoders; when they have enough, it is lost and its part decided at once.</summary>
    public void Offer(DecodeJob job)
    {
        Interlocked.Increment(ref _coming);
        if (!Workers.TryPost(job))
        {
            Interlocked.Decrement(ref _coming);
            _metrics.Shed(ShedStage.Decode);
            _lifecycle.Lose(job.Part, job.Camera, DropReason.Overload);
        }
    }

    public void Dispose() => Workers.Dispose();

    private void Work(DecodeJob job)
    {
        var ready = default(ReadyView);
        try
        {
            ready = job.Part.IsClaimed ? null : Decode(job);
        }
        finally
        {
            // Before it is handed on: from here on the batcher has it or need not wait for it.
            Interlocked.Decrement(ref _coming);
        }

        if (ready is null)
        {
            _batcher.Poke();
        }
        else if (!_batcher.TryAdd(ready))
        {
            ready.Dispose();
            _metrics.Shed(ShedStage.Batch);
            _lifecycle.Lose(job.Part, job.Camera, DropReason.Overload);
        }
    }

    /// <summary>Null when the view came to its end here.</summary>
    private ReadyView? Decode(DecodeJob job)
    {
        using var lease = _models.TryAcquire(job.Part.Category, job.Camera.View);
        if (lease is null)
        {
            var isNamed = job.Part.Category != job.Part.Station.Category;
            var missing = isNamed ? FrameError.CategoryUnknown : FrameError.ModelMissing;
            _lifecycle.Fault(job.Part, job.Camera, job.Ticket, missing, "decode");
            return null;
        }

        job.Part.Station.KnowCategory(job.Part.Category);

        var started = _clock.Now;
        _metrics.Stage("queue", _clock.Seconds(started - job.QueuedAt));
        var slot = _inHand.Enter(job.Part.Id, job.Camera.Key);
        var error = _decoder.Decode(
            job.Payload.Span, job.Ticket.ContentType, lease.Group.Input, out var image, out var poolEmpty);
        _inHand.Leave(slot);
        _metrics.Stage("decode", _clock.Seconds(_clock.Now - started));
        if (poolEmpty || (error == FrameError.None && image is null))
        {
            image?.Dispose();
            _metrics.Shed(ShedStage.Decode);
            _lifecycle.Lose(job.Part, job.Camera, DropReason.Overload);
        }
        else if (error != FrameError.None)
        {
            image?.Dispose();
            _inHand.Clear(job.Part.Id, job.Camera.Key);
            _lifecycle.Fault(job.Part, job.Camera, job.Ticket, error, "decode");
        }
        else
        {
            job.Ticket.Trace?.Mark("decoded");
            return new ReadyView(job, image!, lease.Group, _clock.Now);
        }

        return null;
    }
}
