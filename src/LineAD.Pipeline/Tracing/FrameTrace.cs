using System.Diagnostics;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Parts;

namespace LineAD.Pipeline.Tracing;

/// <summary>
/// The span of one frame, from receipt to its terminal state, below the camera's own span when the frame carries W3C
/// trace context. Costs one check a frame while nobody listens to the source.
/// </summary>
internal sealed class FrameTrace
{
    private static readonly ActivitySource Source = new(FrameTraceSource.Name);
    private readonly Activity _span;

    private FrameTrace(Activity span) => _span = span;

    /// <summary>Begins the span of a frame that just arrived; null when nobody listens or the listener does not want this one.</summary>
    public static FrameTrace? Begin(InboundFrame frame, bool simulated)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        // What cannot be read is as if it were absent (W3C Trace Context, 4.3): the trace begins here.
        _ = ActivityContext.TryParse(frame.Attributes.TraceParent, null, isRemote: true, out var camera);
        var before = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity("linead.frame", ActivityKind.Consumer, camera);

        // The frame goes on to other threads; what this thread does next is not part of it.
        Activity.Current = before;
        span?.SetTag("messaging.system", frame.Transport)
            .SetTag("messaging.destination.name", frame.Origin)
            .SetTag("linead.line", frame.Line)
            .SetTag("linead.station", frame.Station)
            .SetTag("linead.camera", frame.Camera)
            .SetTag("linead.simulated", simulated);
        return span is null ? null : new FrameTrace(span);
    }

    /// <summary>The frame belongs to a part.</summary>
    public void Admitted(Part part)
    {
        _span.SetTag("linead.inspection_id", WireTime.FormatId(part.Id));
        Mark("admitted");
    }

    /// <summary>Notes that the frame came so far, with the time.</summary>
    public void Mark(string step) => _span.AddEvent(new ActivityEvent(step));

    /// <summary>The part of the frame was decided.</summary>
    public void Decided(Decision decision)
    {
        _span.SetTag("linead.verdict", decision.Verdict.ToSnakeCase()).SetTag("linead.basis", decision.Basis.ToSnakeCase());
        Mark("decided");
    }

    /// <summary>Ends the span with the frame.</summary>
    public void End(FrameState state, string reason)
    {
        _span.SetTag("linead.frame.state", state.ToSnakeCase());
        if (reason.Length > 0)
        {
            _span.SetTag("linead.frame.reason", reason);
        }

        // What is refused is the sender's to mend; a stale or repeated frame is the line's everyday life.
        if (state == FrameState.Quarantined)
        {
            _span.SetStatus(ActivityStatusCode.Error, reason);
        }

        _span.Dispose();
    }
}
