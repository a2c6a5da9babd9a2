using System.Collections.Concurrent;
using LineAD.Core.Scoring;
using LineAD.Pipeline.Batching;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Scoring;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Shadow;

/// <summary>
/// Scores views again with the model that shadows theirs, one at a time, when the device has nothing else to do, and counts where
/// the two disagree. Decides nothing, publishes nothing, and gives way to everything: what does not fit is counted and let go. On the
/// device's thread, but for <see cref="Read"/>.
/// </summary>
internal sealed class ShadowStage(
    IModelRegistry models,
    DeviceWatch watch,
    PipelineMetrics metrics,
    MonotonicClock clock,
    double shortestTimeMs,
    ILogger logger)
    : IDisposable
{
    /// <summary>Most views kept.</summary>
    public const int Capacity = 16;

    /// <summary>
    /// Share of the shortest time from a frame's start to its cut-off that one call may take: a part that comes just after it
    /// began waits for it.
    /// </summary>
    private const double Lent = 0.25;

    private readonly Queue<ShadowView> _waiting = new();
    private readonly ConcurrentDictionary<(string Category, string View), ShadowTally> _tallies = new();
    private CostModel _costs = new(clock);
    private readonly long _longestCall = clock.Ticks(shortestTimeMs * Lent);
    private bool _isTold;

    /// <summary>Whether a view waits.</summary>
    public bool HasWork => _waiting.Count > 0;

    /// <summary>Keeps a view, and its image, if its model has a shadow.</summary>
    public void Offer(ReadyView view, ScoreItem scored)
    {
        if (view.Part.Simulated || !double.IsFinite(scored.Score))
        {
            return;
        }

        using var lease = models.TryAcquireShadow(view.Part.Category, view.Camera.View);
        if (lease is null || lease.Info.Version == scored.Lease.Info.Version)
        {
            return;
        }

        if (_waiting.Count >= Capacity)
        {
            Skip(view.Part, TallyOf(lease), ShadowSkip.Busy);
            return;
        }

        _waiting.Enqueue(new ShadowView(view, scored));
    }

    /// <summary>Scores the view that has waited longest. Never throws.</summary>
    public void ScoreNext()
    {
        using var view = _waiting.Dequeue();
        using var lease = models.TryAcquireShadow(view.Part.Category, view.Camera.View);
        if (lease is null || lease.Group.Input != view.Image.Spec || lease.Info.Version == view.Version)
        {
            Skip(view.Part, null, ShadowSkip.Ended);
            return;
        }

        var tally = TallyOf(lease);
        if (IsTooSlow(lease))
        {
            Skip(view.Part, tally, ShadowSkip.TooSlow);
        }
        else if (Score(view, lease) is { } score)
        {
            Compare(view, score, tally);
        }
        else
        {
            Skip(view.Part, tally, ShadowSkip.Failed);
        }
    }

    /// <summary>What is known of the models that shadow now.</summary>
    public IReadOnlyList<ShadowReport> Read() =>
    [
        .. models.Shadows.Select(model =>
            _tallies.TryGetValue((model.Category, model.View), out var tally) && ReferenceEquals(tally.Model, model)
                ? tally.Read() : new ShadowTally(model).Read()),
    ];

    /// <summary>Lets go of what waits. After the device's thread.</summary>
    public void Dispose()
    {
        while (_waiting.TryDequeue(out var view))
        {
            view.Dispose();
        }
    }

    // A promise to every part, so on the high quantile, and for good: no call is tried to see whether it got faster. The command given
    // again measures anew.
    private bool IsTooSlow(IModelLease lease)
    {
        var cost = _costs.Cost(lease.Group, lease.Group.BatchShapes[0]);
        if (cost <= _longestCall)
        {
            return false;
        }

        if (!_isTold)
        {
            _isTold = true;
            PipelineLog.ShadowTooSlow(
                logger, lease.Info.Category, lease.Info.View, lease.Info.Version, clock.Milliseconds(cost), clock.Milliseconds(_longestCall));
        }

        return true;
    }

    // Null when it failed or is not finite.
    private double? Score(ShadowView view, IModelLease lease)
    {
        var item = new ScoreItem(view.Image, lease, double.PositiveInfinity);
        var shape = lease.Group.BatchShapes[0];
        var started = clock.Now;
        watch.Begin();
        try
        {
            lease.Group.Score([item], shape);
        }
        catch (Exception e)
        {
            PipelineLog.ShadowFailed(logger, lease.Info.Category, lease.Info.View, lease.Info.Version, e);
        }
        finally
        {
            watch.End();
            item.Map?.Dispose();
        }

        _costs.Record(lease.Group, shape, clock.Now - started);
        return double.IsFinite(item.Score) ? item.Score : null;
    }

    private void Compare(ShadowView view, double score, ShadowTally tally)
    {
        var station = view.Part.Station;
        var serving = VerdictRule.OfView(view.Score, station.ReviewFrom);
        var shadow = VerdictRule.OfView(score, station.ReviewFrom);
        metrics.Shadow.View(station.Tags, serving, shadow);
        metrics.Shadow.Score(station.CategoryLabel(view.Part.Category), score);
        tally.Compare(
            view.Version,
            serving == shadow
                ? null
                : new ShadowDisagreement(
                    view.Part.Key, view.Camera.Name, clock.UtcNow, serving, view.Score, shadow, score));
    }

    private void Skip(Part part, ShadowTally? tally, string reason)
    {
        metrics.Shadow.Skipped(part.Station.Tags, reason);
        tally?.Skip();
    }

    // Another shadow, or the same one loaded again, begins anew: counts, cost and warning.
    private ShadowTally TallyOf(IModelLease lease)
    {
        var key = (lease.Info.Category, lease.Info.View);
        if (_tallies.TryGetValue(key, out var known) && ReferenceEquals(known.Model, lease.Info))
        {
            return known;
        }

        (_costs, _isTold) = (new CostModel(clock), false);
        return _tallies[key] = new ShadowTally(lease.Info);
    }
}
