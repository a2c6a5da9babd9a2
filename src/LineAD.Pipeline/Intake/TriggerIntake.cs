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

/// <summary>Intake of a station's triggers, so that a frame that never comes is known.</summary>
internal sealed class TriggerIntake(
    IdentityResolver identities,
    PartTable table,
    DecisionWindow window,
    PartLifecycle lifecycle,
    OutputDesk outputs,
    MonotonicClock clock)
{
    private const string Stage = "intake";

    /// <summary>
    /// Takes a trigger: opens the part and starts its clock, or moves an open part's deadline earlier.
    /// </summary>
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
            var error = identities.Resolve(
                station, message.Part, message.Seq, false, null, out var key, out contradicted);
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
            var part = lifecycle.Open(
                inspection, trigger.ReceivedTimestamp, deadline, _ => trigger.Delivery.Complete());
            CompleteIfUnwritten(part, trigger);
            DecideIfUntracked(part);
        }

        return true;
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
}
