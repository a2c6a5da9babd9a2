using System.Diagnostics;
using LineAD.Core.Intake;
using LineAD.Pipeline.Tracing;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Tracing;

public class FrameTraceTests
{
    [Fact]
    public void Offer_FrameWithTraceContext_OneSpanBelowTheCamerasWithStepsAndOutcome()
    {
        using var spans = new SpanRecorder();
        using var rig = new PipelineRig().Start();
        rig.Offer("1.5", attributes: new FrameAttributes { PartId = "p1", TraceParent = spans.TraceParent });

        var span = spans.Single();
        span.OperationName.ShouldBe("linead.frame");
        span.Kind.ShouldBe(ActivityKind.Consumer);
        span.ParentSpanId.ToHexString().ShouldBe(SpanRecorder.Camera);
        span.Events.Select(e => e.Name).ShouldBe(["admitted", "decoded", "batched", "scored", "decided"]);
        span.GetTagItem("messaging.destination.name").ShouldBe("linead/l1/s1/frame/c1");
        span.GetTagItem("linead.verdict").ShouldBe("reject");
        span.GetTagItem("linead.basis").ShouldBe("model");
        span.GetTagItem("linead.frame.state").ShouldBe("used");
        span.GetTagItem("linead.inspection_id").ShouldBe(rig.Decision().Id.ToString("x16"));
        span.Status.ShouldBe(ActivityStatusCode.Unset);
    }

    [Fact]
    public void Offer_FrameThatIsRefused_SpanEndsAsErrorWithItsReason()
    {
        using var spans = new SpanRecorder();
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", camera: "nobody", attributes: new FrameAttributes { PartId = "p1", TraceParent = spans.TraceParent });

        var span = spans.Single();
        span.Status.ShouldBe(ActivityStatusCode.Error);
        span.GetTagItem("linead.frame.state").ShouldBe("quarantined");
        span.GetTagItem("linead.frame.reason").ShouldBe("camera_unknown");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00-nonsense-01")]
    public void Offer_NoReadableTraceContext_TraceBeginsHereAndNotBelowTheCallers(string? traceParent)
    {
        using var spans = new SpanRecorder(own: false);
        using var caller = new Activity("caller").Start();
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", part: null, attributes: new FrameAttributes { PartId = spans.Part, TraceParent = traceParent });

        Activity.Current.ShouldBe(caller);
        spans.SingleOf(rig.Decision().Id).ParentSpanId.ShouldBe(default);
    }

    /// <summary>Hears the spans of one trace, or of all: other tests run beside this one.</summary>
    private sealed class SpanRecorder : IDisposable
    {
        public const string Camera = "00f067aa0ba902b7";
        private readonly ActivityListener _listener;
        private readonly List<Activity> _spans = [];
        private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();

        public SpanRecorder(bool own = true)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == FrameTraceSource.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    lock (_spans)
                    {
                        if (!own || span.TraceId == _trace)
                        {
                            _spans.Add(span);
                        }
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public string Part { get; } = $"p{Guid.NewGuid():n}";

        public string TraceParent => $"00-{_trace.ToHexString()}-{Camera}-01";

        public Activity Single() => Wait(_ => true);

        public Activity SingleOf(ulong id) => Wait(span => id.ToString("x16").Equals(span.GetTagItem("linead.inspection_id")));

        public void Dispose() => _listener.Dispose();

        private Activity Wait(Func<Activity, bool> isWanted)
        {
            Activity? found = null;
            Eventually.True(() =>
            {
                lock (_spans)
                {
                    found = _spans.SingleOrDefault(isWanted);
                    return found is not null;
                }
            });
            return found!;
        }
    }
}
