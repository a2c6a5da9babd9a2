using LineAD.Core.Errors;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Tracing;

namespace LineAD.Pipeline.Publishing;

/// <summary>
/// The book of frames: each is received once and ends once, in memory, in the metrics and in the journal alike.
/// </summary>
internal sealed class FrameLedger(DurableWriter writer, PipelineMetrics metrics)
{
    private static readonly string[] DropReasons = [.. Enum.GetValues<DropReason>().Select(r => r.ToSnakeCase())];
    private long _number;
    private int _unknownInFlight;
    private long _unacknowledged;
    private long _abandoned;

    /// <summary>Frames whose delivery is to be completed and is not yet.</summary>
    public long Unacknowledged => Interlocked.Read(ref _unacknowledged);

    /// <summary>Frames left for redelivery.</summary>
    public long Abandoned => Interlocked.Read(ref _abandoned);

    /// <summary>Frames in flight that belong to no configured station.</summary>
    public int UnknownInFlight => Volatile.Read(ref _unknownInFlight);

    public static string Text(DropReason reason) => DropReasons[(int)reason];

    public FrameTicket Receive(InboundFrame frame, StationRuntime? station, bool simulated) =>
        Receive(
            new FrameTicket(NextNumber(), station, simulated, frame, frame.Delivery) { Trace = FrameTrace.Begin(frame, simulated) },
            frame.Transport);

    public FrameTicket ReceiveRefused(InboundRefusal refusal, StationRuntime? station) =>
        Receive(new FrameTicket(NextNumber(), station, false, null, refusal.Delivery), refusal.Transport);

    /// <summary>Ends a frame by itself; it is acknowledged once that is journalled. Idempotent.</summary>
    public void End(FrameTicket ticket, FrameState state, string reason = "")
    {
        if (!ticket.TryEnd())
        {
            return;
        }

        Count(ticket, state, reason);
        if (!ticket.InBooks)
        {
            Acknowledge(ticket);
            return;
        }

        var write = writer.Prepare(_ => Acknowledge(ticket));
        write.Start(Entry(ticket, state, reason, write.OnWritten));
    }

    public void Quarantine(FrameTicket ticket, FrameError error) =>
        End(ticket, FrameState.Quarantined, error.ToReason());

    public void Drop(FrameTicket ticket, DropReason reason) => End(ticket, FrameState.Dropped, Text(reason));

    /// <summary>Ends a frame for good without acknowledging it, so that its broker sends it again.</summary>
    public void Abandon(FrameTicket ticket, DropReason reason)
    {
        if (ticket.TryEnd())
        {
            Count(ticket, FrameState.Dropped, Text(reason));
            Interlocked.Decrement(ref _unacknowledged);
            Interlocked.Increment(ref _abandoned);
            if (ticket.InBooks)
            {
                writer.Journal.TryAppend(Entry(ticket, FrameState.Dropped, Text(reason), null));
            }
        }
    }

    /// <summary>
    /// Ends a frame with its part: counts it and adds its entry to <paramref name="entries"/>. False when it had ended
    /// already. The caller acknowledges it when the entries are written.
    /// </summary>
    public bool EndWithPart(FrameTicket ticket, List<FrameEnded> entries)
    {
        if (!ticket.TryEnd())
        {
            return false;
        }

        Count(ticket, ticket.EndState, ticket.EndReason);
        if (ticket.InBooks)
        {
            entries.Add(Entry(ticket, ticket.EndState, ticket.EndReason, null));
        }

        return true;
    }

    public void Acknowledge(FrameTicket ticket)
    {
        Interlocked.Decrement(ref _unacknowledged);
        ticket.Delivery.Complete();
    }

    private static FrameEnded Entry(FrameTicket ticket, FrameState state, string reason, Action<bool>? written) => new()
    {
        Station = ticket.StationKey,
        Simulated = ticket.Simulated,
        FrameNumber = ticket.Number,
        State = state,
        Reason = reason,
        Written = written,
    };

    private FrameTicket Receive(FrameTicket ticket, string transport)
    {
        metrics.Ledger(ticket.Simulated).FrameReceived(ticket.Station?.Tags ?? StationTags.Unknown, transport);
        CountInFlight(ticket, 1);
        Interlocked.Increment(ref _unacknowledged);
        ticket.InBooks = writer.Journal.TryAppend(new FrameReceived
        {
            Station = ticket.StationKey,
            Simulated = ticket.Simulated,
            FrameNumber = ticket.Number,
        });
        if (!ticket.InBooks)
        {
            metrics.Unjournalled("frame_received");
        }

        return ticket;
    }

    private void Count(FrameTicket ticket, FrameState state, string reason)
    {
        metrics.Ledger(ticket.Simulated).FrameEnded(ticket.Station?.Tags ?? StationTags.Unknown, state, reason);
        CountInFlight(ticket, -1);
        ticket.Trace?.End(state, reason);
    }

    private void CountInFlight(FrameTicket ticket, int change)
    {
        if (ticket.Station is { } station)
        {
            station.CountFrames(ticket.Simulated, change);
        }
        else
        {
            Interlocked.Add(ref _unknownInFlight, change);
        }
    }

    private long NextNumber() => Interlocked.Increment(ref _number);
}
