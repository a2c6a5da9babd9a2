using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Publishing;

/// <summary>Writes audit records and dead letters; the sink sheds what it cannot hold, counted here.</summary>
internal sealed class OutputDesk(IOutputSink sink, MonotonicClock clock, PipelineMetrics metrics)
{
    private const string Json = "application/json";

    public void Publish(OutputMessage message)
    {
        if (!sink.TryPublish(message))
        {
            metrics.Shed(message.Kind is OutputKind.Mask or OutputKind.Defects ? ShedStage.Mask : ShedStage.Output);
        }
    }

    /// <summary>An audit record about a part that has its decision.</summary>
    public void Audit(Part part, AuditReason reason, string? camera = null, double? lateScore = null) => Audit(
        new AuditMessage
        {
            Reason = reason,
            Inspection = part.Key,
            Id = part.Id,
            Decision = part.Decision,
            Camera = camera,
            LateScore = lateScore,
            LateMs = LateMs(part.CutOff),
            Simulated = part.Simulated,
            Timestamp = clock.UtcNow,
        });

    /// <summary>An audit record about an inspection decided before.</summary>
    public void Audit(Decision decision, AuditReason reason, string? camera, long cutOff) => Audit(
        new AuditMessage
        {
            Reason = reason,
            Inspection = decision.Inspection,
            Id = decision.Id,
            Decision = decision,
            Camera = camera,
            LateMs = LateMs(cutOff),
            Simulated = decision.Simulated,
            Timestamp = clock.UtcNow,
        });

    /// <summary>An audit record about an inspection that has no decision.</summary>
    public void Audit(in InspectionKey key, AuditReason reason, bool simulated, string? detail) => Audit(
        new AuditMessage
        {
            Reason = reason,
            Inspection = key,
            Id = key.ComputeId(),
            Detail = detail,
            Simulated = simulated,
            Timestamp = clock.UtcNow,
        });

    public void DeadLetter(FrameTicket ticket, FrameError error, string stage) => DeadLetter(
        ticket.StationKey, error, stage, ticket.Origin, ticket.ContentType, ticket.PayloadLength, ticket.Payload);

    public void DeadLetter(
        StationKey? station,
        FrameError error,
        string stage,
        string origin,
        string? contentType,
        long length,
        ReadOnlyMemory<byte> payload)
    {
        var message = new DeadLetterMessage
        {
            Reason = error.ToReason(),
            Stage = stage,
            Origin = origin,
            ContentType = contentType,
            Length = length,
            Payload = payload,
        };
        Publish(new OutputMessage
        {
            Kind = OutputKind.DeadLetter,
            Station = station,
            ContentType = Json,
            Payload = message.Write(),
        });
    }

    private void Audit(AuditMessage message) => Publish(new OutputMessage
    {
        Kind = OutputKind.Audit,
        Station = message.Inspection.Station,
        Part = message.Inspection.Part,
        Simulated = message.Simulated,
        ContentType = Json,
        Payload = message.Write(),
    });

    private double? LateMs(long cutOff)
    {
        var late = clock.Milliseconds(clock.Now - Math.Min(cutOff, clock.Now));
        return late > 0 ? late : null;
    }
}
