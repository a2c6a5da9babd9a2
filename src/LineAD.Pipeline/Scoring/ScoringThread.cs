using LineAD.Core.Errors;
using LineAD.Core.Journal;
using LineAD.Core.Scoring;
using LineAD.Pipeline.Batching;
using LineAD.Pipeline.Masks;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Shadow;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Scoring;

/// <summary>
/// The device's one thread: asks the batcher for the next batch, scores it, hands the results on. Because it asks, a
/// batch is formed at the moment when the device is free.
/// </summary>
internal sealed class ScoringThread : IDisposable
{
    private readonly Batcher _batcher;
    private readonly IModelRegistry _models;
    private readonly PartLifecycle _lifecycle;
    private readonly MaskStage _masks;
    private readonly ShadowStage _shadow;
    private readonly InHandFile _inHand;
    private readonly DeviceWatch _watch;
    private readonly PipelineMetrics _metrics;
    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _rehearsed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private readonly List<(ReadyView View, ScoreItem Item)> _batch = [];
    private readonly List<ScoreItem> _items = [];
    private readonly List<int> _slots = [];

    public ScoringThread(
        Batcher batcher,
        IModelRegistry models,
        PartLifecycle lifecycle,
        MaskStage masks,
        ShadowStage shadow,
        InHandFile inHand,
        DeviceWatch watch,
        PipelineMetrics metrics,
        MonotonicClock clock,
        ILogger logger)
    {
        (_batcher, _models, _lifecycle, _masks) = (batcher, models, lifecycle, masks);
        _shadow = shadow;
        (_inHand, _watch, _metrics, _clock, _logger) = (inHand, watch, metrics, clock, logger);
        _thread = new Thread(Run) { Name = "linead-scoring", IsBackground = true };
    }

    public void Start() => _thread.Start();

    /// <summary>Done once the first real batch would not wait for this thread's libraries to get warm.</summary>
    public Task Rehearsed => _rehearsed.Task;

    /// <summary>Ends the thread, unless the device holds it: a hung call is left behind with its buffers.</summary>
    public void Dispose()
    {
        _batcher.Stop();
        if (_thread.IsAlive)
        {
            _thread.Join(TimeSpan.FromSeconds(2));
        }

        if (!_thread.IsAlive)
        {
            _shadow.Dispose();
        }
    }

    private void Run()
    {
        Rehearse();
        _rehearsed.SetResult();
        while (_batcher.Take(_shadow.HasWork) is { } plan)
        {
            try
            {
                if (plan.HasWork)
                {
                    Process(plan);
                }
                else
                {
                    _shadow.ScoreNext();
                }
            }
            catch (Exception e)
            {
                PipelineLog.WorkerFailed(_logger, "scoring", e);
            }
        }
    }

    // Models of one teacher and architecture need the same memory: one of them speaks for all.
    private void Rehearse()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in _models.Serving)
        {
            using var lease = _models.TryAcquire(model.Category, model.View);
            if (lease is null || !done.Add($"{lease.Group.Key}/{model.Architecture}"))
            {
                continue;
            }

            try
            {
                lease.Rehearse();
            }
            catch (Exception e)
            {
                // The first real batch will meet the same fault and count it.
                PipelineLog.WorkerFailed(_logger, "scoring", e);
            }
        }
    }

    private void Process(BatchPlan plan)
    {
        foreach (var view in plan.Decided)
        {
            view.Dispose();
        }

        foreach (var view in plan.Evicted)
        {
            view.Dispose();
            _metrics.Shed(ShedStage.Batch);
            _lifecycle.Lose(view.Part, view.Camera, DropReason.Evicted);
        }

        if (plan.Items.Count == 0)
        {
            return;
        }

        try
        {
            ScoreBatch(plan);
        }
        finally
        {
            foreach (var view in plan.Items)
            {
                view.Dispose();
            }
        }
    }

    private void ScoreBatch(BatchPlan plan)
    {
        using var leases = new BatchLeases(_models);
        var group = Prepare(plan, leases);
        if (group is null)
        {
            return;
        }

        _metrics.Batch(_batch.Count, plan.Cause);
        if (TryScore(group, plan))
        {
            Deliver();
        }
        else
        {
            Retry(group);
        }
    }

    /// <summary>Fills the batch; views whose model went away or changed its input meanwhile are not in it.</summary>
    private ITeacherGroup? Prepare(BatchPlan plan, BatchLeases leases)
    {
        var group = default(ITeacherGroup);
        _batch.Clear();
        foreach (var view in plan.Items)
        {
            var lease = leases.Get(view.Part.Category, view.Camera.View);
            if (lease is null)
            {
                _lifecycle.Fault(view.Part, view.Camera, view.Ticket, FrameError.ModelMissing, "score");
            }
            else if (lease.Group.Input != view.Image.Spec || (group is not null && group.Key != lease.Group.Key))
            {
                // A swap changed the teacher between decoding and now; the pixels no longer fit.
                _metrics.Shed(ShedStage.Batch);
                _lifecycle.Lose(view.Part, view.Camera, DropReason.Overload);
            }
            else
            {
                group ??= lease.Group;
                var mapFrom = _masks.MayAcceptMaps ? view.Part.Station.ReviewFrom : double.PositiveInfinity;
                _batch.Add((view, new ScoreItem(view.Image, lease, mapFrom)));
            }
        }

        return _batch.Count > 0 ? group : null;
    }

    private bool TryScore(ITeacherGroup group, BatchPlan plan)
    {
        _items.Clear();
        _batch.ForEach(b => _items.Add(b.Item));
        var shape = BatchPlanner.ShapeFor(group.BatchShapes, _items.Count);
        var started = _clock.Now;
        foreach (var (view, _) in _batch)
        {
            _metrics.Stage("batch", _clock.Seconds(started - view.ReadyAt));
            view.Ticket.Trace?.Mark("batched");
        }

        try
        {
            CallDevice(group, shape);
            _watch.Succeeded();
        }
        catch (Exception e)
        {
            _watch.Failed();
            PipelineLog.ScorerFailed(_logger, _items.Count, e);
            return false;
        }

        var took = _clock.Now - started;
        _metrics.Stage("infer", _clock.Seconds(took));
        if (shape == plan.Shape)
        {
            _batcher.Record(plan, took);
        }

        return true;
    }

    private void CallDevice(ITeacherGroup group, int shape)
    {
        _slots.Clear();
        foreach (var (view, _) in _batch)
        {
            _slots.Add(_inHand.Enter(view.Part.Id, view.Camera.Key));
        }

        _watch.Begin();
        try
        {
            group.Score(_items, shape);
        }
        finally
        {
            _watch.End();
            _slots.ForEach(_inHand.Leave);
        }
    }

    private void Deliver()
    {
        try
        {
            for (var i = 0; i < _batch.Count; i++)
            {
                Deliver(_batch[i].View, _batch[i].Item, moreFollow: i + 1 < _batch.Count);
            }
        }
        finally
        {
            if (_batch.Count > 1)
            {
                // The last one may have decided nothing.
                _lifecycle.EndBatch();
            }
        }
    }

    private void Deliver(ReadyView view, ScoreItem item, bool moreFollow)
    {
        _inHand.Clear(view.Part.Id, view.Camera.Key);
        view.Ticket.Trace?.Mark("scored");
        var map = item.Map is { } m
            ? new ViewMap(m, view.Image.FrameWidth, view.Image.FrameHeight, item.Lease.Info.MinimumArea)
            : null;
        item.Map = null;
        if (double.IsPositiveInfinity(item.MapFrom) && item.Score >= view.Part.Station.ReviewFrom)
        {
            _metrics.Shed(ShedStage.ScoreMap);
        }

        _lifecycle.Scored(view.Part, view.Camera, item.Score, item.Lease.Info.Version, map, moreFollow);
        _shadow.Offer(view, item);
    }

    /// <summary>Once, alone, each: so that one frame's fault does not take its batch mates with it.</summary>
    private void Retry(ITeacherGroup group)
    {
        var failed = _batch.ToArray();
        foreach (var (view, item) in failed)
        {
            item.Map?.Dispose();
            if (view.Part.IsClaimed)
            {
                continue;
            }

            _batch.Clear();
            _batch.Add((view, new ScoreItem(view.Image, item.Lease, item.MapFrom)));
            var plan = new BatchPlan { Group = group, Shape = BatchPlanner.ShapeFor(group.BatchShapes, 1) };
            if (TryScore(group, plan))
            {
                Deliver();
            }
            else
            {
                _batch[0].Item.Map?.Dispose();
                _inHand.Clear(view.Part.Id, view.Camera.Key);
                _lifecycle.Fault(view.Part, view.Camera, view.Ticket, FrameError.ScorerFailed, "score");
            }
        }
    }
}
