using LineAD.Core.Contracts;
using LineAD.Core.Scoring;
using LineAD.Core.Wire;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Masks;

/// <summary>
/// Draws masks and defect lists after the decision, on threads of its own. Under load it is the first to give up: first
/// the masks that do not fit its channel, then, while that is full, the copying of score maps off the device.
/// </summary>
internal sealed class MaskStage : IDisposable
{
    private readonly IMaskExtractor _extractor;
    private readonly OutputDesk _outputs;
    private readonly PipelineMetrics _metrics;
    private readonly MonotonicClock _clock;

    public MaskStage(
        IMaskExtractor extractor,
        OutputDesk outputs,
        PipelineMetrics metrics,
        MonotonicClock clock,
        int workers,
        int capacity,
        ILogger logger)
    {
        (_extractor, _outputs, _metrics, _clock) = (extractor, outputs, metrics, clock);
        Workers = new BoundedWorkers<MaskJob>("mask", workers, capacity, Work, logger);
    }

    public BoundedWorkers<MaskJob> Workers { get; }

    /// <summary>Whether score maps are worth copying off the device.</summary>
    public bool MayAcceptMaps => Workers.Depth < Workers.Capacity;

    /// <summary>Takes the maps of a part that was just decided. Runs on the deciding thread; never waits.</summary>
    public void Offer(Part part)
    {
        foreach (var camera in part.Station.Cameras)
        {
            var view = part.Views[camera.Index];
            ViewMap? map;
            lock (part.Gate)
            {
                (map, view.Map) = (view.Map, null);
            }

            if (map is null)
            {
                continue;
            }

            var isGood = part.Decision!.Verdict == Verdict.Pass || view.Evidence.Score < part.Station.ReviewFrom;
            var job = new MaskJob(part.Decision, part.Station, camera, view.Evidence, map);
            if (isGood || !Workers.TryPost(job))
            {
                job.Dispose();
                if (!isGood)
                {
                    _metrics.Shed(ShedStage.Mask);
                }
            }
        }
    }

    public void Dispose() => Workers.Dispose();

    private void Work(MaskJob job)
    {
        using (job)
        {
            var started = _clock.Now;
            var map = job.Map;
            var mask = _extractor.Extract(map.Map, map.MinimumArea, map.FrameWidth, map.FrameHeight);
            _outputs.Publish(Message(job, OutputKind.Mask, "image/png", mask.Png));
            _outputs.Publish(Message(job, OutputKind.Defects, "application/json", Defects(job, mask).Write()));
            _metrics.Stage("post", _clock.Seconds(_clock.Now - started));
        }
    }

    private static DefectsMessage Defects(MaskJob job, DefectMask mask) => new()
    {
        Id = job.Decision.Id,
        Inspection = job.Decision.Inspection,
        Camera = job.Camera.Name,
        Category = job.Decision.Category,
        ModelVersion = job.Evidence.ModelVersion,
        Score = double.IsFinite(job.Evidence.Score) ? job.Evidence.Score : null,
        FrameWidth = job.Map.FrameWidth,
        FrameHeight = job.Map.FrameHeight,
        Regions = [.. mask.Regions.Select(MaskRegions.ToWire)],
    };

    private static OutputMessage Message(MaskJob job, OutputKind kind, string contentType, byte[] payload) => new()
    {
        Kind = kind,
        Station = job.Station.Key,
        Camera = job.Camera.Name,
        Part = job.Decision.Inspection.Part,
        Simulated = job.Decision.Simulated,
        ContentType = contentType,
        Payload = payload,
    };
}
