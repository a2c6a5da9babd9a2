using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Intake;

/// <summary>Decides what is to become of a frame: whose view it is, whether it is fresh, whether it was there before.</summary>
internal sealed class FrameAdmission(
    IdentityResolver identities,
    FrameClock frameClock,
    PartTable table,
    DecisionWindow window,
    PartLifecycle lifecycle,
    PipelineMetrics metrics,
    MonotonicClock clock)
{
    /// <summary>Admits a frame. The station's intake gate is held.</summary>
    public Admission Admit(
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
        var part = lifecycle.Open(inspection, start!.Value, Deadline(start.Value, fields, station));
        return new Admission(AdmissionKind.Quarantine, part, error);
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
            var stale = lifecycle.Open(inspection, start ?? clock.Now, deadline, isWatched: false);
            return new Admission(AdmissionKind.Stale, stale);
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
            // It counts as a view that did not come (law 3): the part waits for a better one, then its fault policy
            // decides.
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
            ticket.Trace?.Admitted(part);
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
