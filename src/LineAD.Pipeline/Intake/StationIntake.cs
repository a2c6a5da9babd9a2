using LineAD.Core.Errors;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Pipeline.Decoding;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Intake;

/// <summary>
/// Intake of a station's frames: admitted under the station's gate, then carried out after it, because dead letters,
/// decisions and decoding take time.
/// </summary>
internal sealed class StationIntake(
    FrameAdmission admission,
    PartLifecycle lifecycle,
    DecisionPublisher publisher,
    FrameLedger ledger,
    OutputDesk outputs,
    DecodeStage decode,
    InHandFile inHand,
    ByteBudget payloads,
    PipelineMetrics metrics,
    MonotonicClock clock)
{
    private const string Stage = "intake";

    /// <summary>Takes a frame of a known camera.</summary>
    public void Take(FrameTicket ticket, InboundFrame frame, StationRuntime station, CameraRuntime camera)
    {
        ticket.Camera = camera.Index;

        // Outside the gate, because it reads the whole payload.
        var hash = ImageHash.Of(frame.Payload.Span);
        Admission admitted;
        lock (station.IntakeGate)
        {
            admitted = admission.Admit(ticket, frame, station, camera, hash);
        }

        CarryOut(admitted, ticket, station, camera);
    }

    private void CarryOut(in Admission admitted, FrameTicket ticket, StationRuntime station, CameraRuntime camera)
    {
        switch (admitted.Kind)
        {
            case AdmissionKind.Decode:
                Decode(admitted.Part!, ticket, camera);
                break;
            case AdmissionKind.Quarantine:
                Quarantine(admitted, ticket);
                break;
            case AdmissionKind.Repeat:
                Repeat(admitted.Decided!, ticket, station, camera);
                break;
            case AdmissionKind.Duplicate:
                ledger.End(ticket, FrameState.Duplicate);
                break;
            case AdmissionKind.TooLate:
                ledger.Drop(ticket, DropReason.PartDecided);
                break;
            case AdmissionKind.NotTaken:
                ledger.Drop(ticket, DropReason.StationMode);
                break;
            case AdmissionKind.Stale:
                lifecycle.DecideLate(admitted.Part!, LateCause.Stale, AuditReason.Stale);
                ledger.End(ticket, FrameState.Stale);
                break;
            default:
                break;
        }
    }

    private void Decode(Part part, FrameTicket ticket, CameraRuntime camera)
    {
        var status = inHand.Status(part.Id, camera.Key);
        if (status == InHandStatus.Poison)
        {
            inHand.Clear(part.Id, camera.Key);
            lifecycle.Fault(part, camera, ticket, FrameError.Poison, Stage);
        }
        else if (!part.InTable || !ticket.TryHold(payloads))
        {
            metrics.Shed(ShedStage.Decode);
            lifecycle.Lose(part, camera, DropReason.Overload);
        }
        else
        {
            decode.Offer(new DecodeJob(part, camera, ticket, status == InHandStatus.Suspect, clock.Now));
        }
    }

    private void Quarantine(in Admission admitted, FrameTicket ticket)
    {
        lifecycle.Quarantine(ticket, admitted.Error, Stage);
        if (admitted.Part is { } part)
        {
            lifecycle.Fault(part);
        }
    }

    private void Repeat(DecidedInspection decided, FrameTicket ticket, StationRuntime station, CameraRuntime camera)
    {
        if (!decided.NoteView(camera.Index))
        {
            // No repetition: the view came for the first time, but its part was decided without it.
            ledger.Drop(ticket, DropReason.PartDecided);
            return;
        }

        if (!publisher.TryRepeat(decided, station))
        {
            outputs.Audit(decided.Decision, AuditReason.Repeated, camera.Name, decided.CutOff);
        }

        ledger.End(ticket, FrameState.Duplicate);
    }
}
