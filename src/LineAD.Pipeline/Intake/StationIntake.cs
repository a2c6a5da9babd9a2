using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Decoding;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Intake;

/// <summary>
/// Intake of a station's frames and triggers. What must be consistent is done under the station's gate; what takes time
/// (dead letters, decisions, decoding) after it.
/// </summary>
internal sealed class StationIntake(
    IdentityResolver identities,
    FrameClock frameClock,
    PartTable table,
    DecisionWindow window,
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
        Admission admission;
        lock (station.IntakeGate)
        {
            admission = Admit(ticket, frame, station, camera, hash);
        }

        CarryOut(admission, ticket, station, camera);
    }

    /// <summary>Takes a trigger: opens the part and starts its clock, or moves an open part's deadline earlier.</summary>
    public void Take(InboundTrigger trigger, StationRuntime station)
    {
        if (!TriggerMessage.TryParse(trigger.Payload.Span, out var message, out _)
            || message is null || message.DeadlineMs > station.Options.MaxDeadlineMs)
        {
            Refuse(trigger, station, FrameError.TriggerInvalid);
            return;
        }

        if (station.Mode == StationMode.Bypass)
        {
            trigger.Delivery.Complete();
            return;
        }

        var contradicted = default(Part);
        lock (station.IntakeGate)
        {
            var error = identities.Resolve(station, message.Part, message.Seq, false, null, out var key, out contradicted);
            if (error == FrameError.None && Open(trigger, message, station, key))
            {
                return;
            }
        }

        if (contradicted is not null)
        {
            lifecycle.Fault(contradicted);
        }

        Refuse(trigger, station, FrameError.AttributesContradict);
    }

    /// <summary>False when the trigger contradicts the open part.</summary>
    private bool Open(InboundTrigger trigger, TriggerMessage message, StationRuntime station, in InspectionKey key)
    {
        var id = key.ComputeId();
        var deadline = trigger.ReceivedTimestamp + clock.Ticks(message.DeadlineMs ?? station.Options.DeadlineMs);
        if (table.Find(id) is { } open)
        {
            if (open.Simulated || (message.Category is { } named && named != open.Category))
            {
                return false;
            }

            if (!trigger.AgeUnknown)
            {
                lifecycle.Tighten(open, deadline);
            }

            trigger.Delivery.Complete();
        }
        else if (window.Find(id) is not null)
        {
            trigger.Delivery.Complete();
        }
        else if (trigger.AgeUnknown || clock.Now >= deadline)
        {
            outputs.Audit(key, AuditReason.Stale, false, "trigger");
            trigger.Delivery.Complete();
        }
        else
        {
            var inspection = new NewPart(station, key, id, message.Category ?? station.Category, false);
            var part = lifecycle.Open(inspection, trigger.ReceivedTimestamp, deadline, _ => trigger.Delivery.Complete());
            CompleteIfUnwritten(part, trigger);
            DecideIfUntracked(part);
        }

        return true;
    }

    private Admission Admit(
        FrameTicket ticket, InboundFrame frame, StationRuntime station, CameraRuntime camera, ulong hash)
    {
        var error = FrameFields.Read(frame, station.Options.MaxDeadlineMs, out var fields);
        error = error != FrameError.None ? error : CheckPayload(frame, station);
        if (error == FrameError.None && station.Mode == StationMode.Bypass)
        {
            return new Admission(AdmissionKind.NotTaken);
        }

        var identity = identities.Resolve(
            station, fields.Part, fields.Seq, ticket.Simulated, frame, out var key, out var contradicted);
        error = error != FrameError.None ? error : identity;
        if (identity != FrameError.None)
        {
            return new Admission(AdmissionKind.Quarantine, contradicted, error);
        }

        var id = key.ComputeId();
        var start = frameClock.Start(frame, station, fields.TimeMs);
        if (error != FrameError.None)
        {
            return Unusable(ticket, station, fields, key, id, start, error);
        }

        if (table.Find(id) is { } part)
        {
            return Join(part, ticket, fields, station, camera, start, hash);
        }

        return window.Find(id) is { } decided
            ? Answer(decided, ticket)
            : Open(ticket, fields, station, camera, key, id, start, hash);
    }

    /// <summary>A frame that cannot be used, of a part that can be told: the part ends by its fault policy.</summary>
    private Admission Unusable(
        FrameTicket ticket,
        StationRuntime station,
        in FrameFields fields,
        in InspectionKey key,
        ulong id,
        long? start,
        FrameError error)
    {
        var open = table.Find(id);
        var isStale = start is null || clock.Now >= Deadline(start.Value, fields, station);
        if (open is not null || isStale || window.Find(id) is not null || (fields.Part is null && fields.Seq == 0)
            || station.Mode == StationMode.Bypass)
        {
            return new Admission(AdmissionKind.Quarantine, open?.Simulated == ticket.Simulated ? open : null, error);
        }

        var inspection = new NewPart(station, key, id, fields.Category ?? station.Category, ticket.Simulated);
        return new Admission(
            AdmissionKind.Quarantine, lifecycle.Open(inspection, start!.Value, Deadline(start.Value, fields, station)), error);
    }

    private Admission Open(
        FrameTicket ticket,
        in FrameFields fields,
        StationRuntime station,
        CameraRuntime camera,
        in InspectionKey key,
        ulong id,
        long? start,
        ulong hash)
    {
        var inspection = new NewPart(station, key, id, fields.Category ?? station.Category, ticket.Simulated);
        var deadline = Deadline(start ?? clock.Now, fields, station);
        if (start is null || clock.Now >= deadline)
        {
            return new Admission(AdmissionKind.Stale, lifecycle.Open(inspection, start ?? clock.Now, deadline));
        }

        var part = lifecycle.Open(inspection, start.Value, deadline);
        return Accept(part, ticket, fields, camera, hash);
    }

    private Admission Join(
        Part part,
        FrameTicket ticket,
        in FrameFields fields,
        StationRuntime station,
        CameraRuntime camera,
        long? start,
        ulong hash)
    {
        if (part.Simulated != ticket.Simulated)
        {
            // Neither book may touch the other's part.
            return new Admission(AdmissionKind.Quarantine, null, FrameError.AttributesContradict);
        }

        if (fields.Category is { } named && named != part.Category)
        {
            return new Admission(AdmissionKind.Quarantine, part, FrameError.AttributesContradict);
        }

        lock (part.Gate)
        {
            var isRepeat = part.Views[camera.Index].Evidence.State != ViewState.Missing;
            if (isRepeat || part.IsClaimed)
            {
                var state = isRepeat ? FrameState.Duplicate : FrameState.Dropped;
                var reason = isRepeat ? "" : FrameLedger.Text(DropReason.PartDecided);
                return part.TryAttachExtra(ticket, state, reason)
                    ? new Admission(AdmissionKind.Attached)
                    : new Admission(isRepeat ? AdmissionKind.Duplicate : AdmissionKind.TooLate);
            }
        }

        if (start is { } known)
        {
            lifecycle.Tighten(part, Deadline(known, fields, station));
        }

        return Accept(part, ticket, fields, camera, hash);
    }

    private Admission Accept(Part part, FrameTicket ticket, in FrameFields fields, CameraRuntime camera, ulong hash)
    {
        var memory = camera.Memory(ticket.Simulated);
        if (memory.NoteSequence(fields.Seq) is var gap and not 0)
        {
            metrics.Gaps(part.Station.Tags, gap);
        }

        if (memory.NoteImage(hash, part.Id))
        {
            // It counts as a view that did not come (law 3): the part waits for a better one, then its fault policy decides.
            return new Admission(AdmissionKind.Quarantine, null, FrameError.ImageRepeated);
        }

        lock (part.Gate)
        {
            if (part.Phase == PartPhase.Closed)
            {
                return new Admission(AdmissionKind.TooLate);
            }

            var view = part.Views[camera.Index];
            view.Ticket = ticket;
            part.Frames.Add(ticket);
            if (part.IsClaimed)
            {
                (ticket.EndState, ticket.EndReason) = (FrameState.Dropped, FrameLedger.Text(DropReason.Late));
                return new Admission(AdmissionKind.Attached);
            }

            view.Evidence = new ViewEvidence(ViewState.Pending, double.NaN, 0);
            return new Admission(AdmissionKind.Decode, part);
        }
    }

    private static Admission Answer(DecidedInspection decided, FrameTicket ticket) =>
        decided.Decision.Simulated == ticket.Simulated
            ? new Admission(AdmissionKind.Repeat, Decided: decided)
            : new Admission(AdmissionKind.Quarantine, null, FrameError.AttributesContradict);

    private void CarryOut(in Admission admission, FrameTicket ticket, StationRuntime station, CameraRuntime camera)
    {
        switch (admission.Kind)
        {
            case AdmissionKind.Decode:
                Decode(admission.Part!, ticket, camera);
                break;
            case AdmissionKind.Quarantine:
                Quarantine(admission, ticket);
                break;
            case AdmissionKind.Repeat:
                Repeat(admission.Decided!, ticket, station, camera);
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
                lifecycle.DecideLate(admission.Part!, LateCause.Stale, AuditReason.Stale);
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

    private void Quarantine(in Admission admission, FrameTicket ticket)
    {
        lifecycle.Quarantine(ticket, admission.Error, Stage);
        if (admission.Part is { } part)
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

    private void Refuse(InboundTrigger trigger, StationRuntime station, FrameError error)
    {
        outputs.DeadLetter(
            station.Key, error, Stage, trigger.Origin, null, trigger.Payload.Length, trigger.Payload);
        trigger.Delivery.Complete();
    }

    private void DecideIfUntracked(Part part)
    {
        if (!part.InTable)
        {
            lifecycle.DecideLate(part, LateCause.Overload);
        }
    }

    private static void CompleteIfUnwritten(Part part, InboundTrigger trigger)
    {
        if (!part.OpenedInBooks)
        {
            trigger.Delivery.Complete();
        }
    }

    private long Deadline(long start, in FrameFields fields, StationRuntime station) =>
        start + clock.Ticks(fields.DeadlineMs ?? station.Options.DeadlineMs);

    private static FrameError CheckPayload(InboundFrame frame, StationRuntime station)
    {
        if (frame.Payload.IsEmpty)
        {
            return FrameError.PayloadEmpty;
        }

        return frame.Payload.Length > station.Options.MaxFrameBytes ? FrameError.PayloadTooLarge : FrameError.None;
    }
}
