using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Stations;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Intake;

/// <summary>
/// Where transports hand messages in: names first, then the station's own rules. Never waits: what cannot go on is
/// decided and counted here.
/// </summary>
internal sealed class FrameIntake(
    StationSet stations,
    FrameLedger ledger,
    PartLifecycle lifecycle,
    OutputDesk outputs,
    StationIntake frames,
    TriggerIntake triggers,
    ILogger logger)
    : IFrameIntake
{
    private const string Stage = "intake";
    private volatile bool _isOpen;

    /// <summary>Whether frames are taken; before the start and after the stop they are left to be sent again.</summary>
    public bool IsOpen
    {
        get => _isOpen;
        set => _isOpen = value;
    }

    public void Offer(InboundFrame frame)
    {
        var simulated = frame.Attributes.Simulated == "true";
        var station = stations.Find(frame.Line, frame.Station);
        var ticket = ledger.Receive(frame, station, simulated);
        try
        {
            Take(ticket, frame);
        }
        catch (Exception e)
        {
            PipelineLog.WorkerFailed(logger, Stage, e);
            ledger.Drop(ticket, DropReason.Overload);
        }
    }

    public void Offer(InboundTrigger trigger)
    {
        try
        {
            Take(trigger);
        }
        catch (Exception e)
        {
            PipelineLog.WorkerFailed(logger, Stage, e);
            trigger.Delivery.Complete();
        }
    }

    public void Refuse(InboundRefusal refusal)
    {
        var station = stations.Find(refusal.Line, refusal.Station);
        var ticket = ledger.ReceiveRefused(refusal, station);
        outputs.DeadLetter(
            DeadLetterAddress(refusal.Line, refusal.Station),
            refusal.Error,
            Stage,
            refusal.Origin,
            refusal.ContentType,
            refusal.Length,
            refusal.Payload);
        ledger.Quarantine(ticket, refusal.Error);
    }

    public void Leave(StationKey station)
    {
        if (stations.Find(station.Line, station.Station) is { } known)
        {
            lifecycle.DecideAll(known, LateCause.Moved);
        }
    }

    private static StationKey? DeadLetterAddress(string line, string station) =>
        Names.IsName(line) && Names.IsName(station) ? new StationKey(line, station) : null;

    private void Take(FrameTicket ticket, InboundFrame frame)
    {
        if (!_isOpen)
        {
            ledger.Abandon(ticket, DropReason.Shutdown);
        }
        else if (!Names.IsName(frame.Line) || !Names.IsName(frame.Station) || !Names.IsName(frame.Camera))
        {
            Refuse(ticket, frame, FrameError.NameInvalid);
        }
        else if (ticket.Station is not { } station)
        {
            Refuse(ticket, frame, FrameError.StationUnknown);
        }
        else if (station.FindCamera(frame.Camera) is not { } camera)
        {
            Refuse(ticket, frame, FrameError.CameraUnknown);
        }
        else
        {
            frames.Take(ticket, frame, station, camera);
        }
    }

    private void Take(InboundTrigger trigger)
    {
        var station = stations.Find(trigger.Line, trigger.Station);
        if (!_isOpen)
        {
            return;
        }

        if (station is not null)
        {
            triggers.Take(trigger, station);
            return;
        }

        var isNamed = Names.IsName(trigger.Line) && Names.IsName(trigger.Station);
        outputs.DeadLetter(
            DeadLetterAddress(trigger.Line, trigger.Station),
            isNamed ? FrameError.StationUnknown : FrameError.NameInvalid,
            Stage,
            trigger.Origin,
            null,
            trigger.Payload.Length,
            trigger.Payload);
        trigger.Delivery.Complete();
    }

    private void Refuse(FrameTicket ticket, InboundFrame frame, FrameError error)
    {
        if (ticket.Station is not null)
        {
            lifecycle.Quarantine(ticket, error, Stage);
            return;
        }

        outputs.DeadLetter(
            DeadLetterAddress(frame.Line, frame.Station),
            error,
            Stage,
            frame.Origin,
            frame.ContentType,
            frame.Payload.Length,
            frame.Payload);
        ledger.Quarantine(ticket, error);
    }
}
