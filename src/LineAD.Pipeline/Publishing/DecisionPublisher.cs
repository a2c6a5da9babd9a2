using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Stations;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Publishing;

/// <summary>
/// From the claim of a part to its outcome: decide, journal, publish before the cut-off or not at all, and close, which
/// ends the part's frames and acknowledges them (laws 2, 4, 5). Runs on whichever thread comes: scorer, deadline or
/// journal.
/// </summary>
internal sealed class DecisionPublisher(
    DurableWriter writer,
    FrameLedger ledger,
    PartTable table,
    DecisionWindow window,
    OutputDesk outputs,
    PipelineMetrics metrics,
    ILogger logger)
{
    private const double MostHandOverMs = 20;
    private readonly IJournal _journal = writer.Journal;
    private readonly RecentWorst _handOver = new(writer.Clock.Ticks(MostHandOverMs));

    /// <summary>What it took of late from a decision to its hand-over: a policy decision must be made so much earlier.</summary>
    public long HandOverTicks => _handOver.Ticks;

    /// <summary>Takes the score maps of a part that was just decided. Set before the start.</summary>
    public Action<Part> Decided { get; set; } = static _ => { };

    /// <summary>Claims the part and decides it; false when somebody else had claimed it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="proposal">What to decide.</param>
    /// <param name="withheldFor">Why the decision may not go to the gate; null when it may.</param>
    /// <param name="moreFollow">Whether the caller decides another part at once, and calls <see cref="EndBatch"/> after the last.</param>
    public bool TryDecide(Part part, in Proposal proposal, AuditReason? withheldFor = null, bool moreFollow = false)
    {
        if (!part.TryClaim())
        {
            return false;
        }

        var now = writer.Clock.Now;
        var decision = DecisionFactory.Make(part, proposal, now, writer.Clock);
        bool isAppended;
        lock (part.Gate)
        {
            part.Decision = decision;
            part.DecidedTimestamp = now;
            part.WithheldFor = withheldFor;
            part.Phase = PartPhase.Decided;
            SettleViews(part, decision);
            Remember(part, decision, now);

            // Within the gate: whoever closes the part finds its decision in the journal's queue before the close.
            isAppended = TryAppend(part, decision, moreFollow);
        }

        table.MarkDecided(part);
        Count(part, decision, proposal, now);
        writer.Deadlines.Schedule(part, part.Deadline + ReserveTicks(part.Station));
        if (!isAppended)
        {
            OnJournalled(part, decision, false);
        }

        Decided(part);
        return true;
    }

    /// <summary>No more decisions of this batch: they are journalled now, together.</summary>
    public void EndBatch() => _journal.Hurry();

    /// <summary>Publishes a journalled decision again, before its cut-off only (law 4). Nothing waits for it.</summary>
    public bool TryRepeat(DecidedInspection decided, StationRuntime station, Action<PublishOutcome>? completed = null)
    {
        var mayPublish = decided.MayPublish && (decided.Decision.Simulated || station.Mode == StationMode.Run);
        if (!mayPublish || writer.Clock.Now >= decided.CutOff)
        {
            return false;
        }

        var publication = DecisionFactory.Publication(
            decided.Decision, station, decided.CutOff, decided.Deadline, repeated: true);
        metrics.Repeated(station.Tags);
        foreach (var sink in station.Sinks)
        {
            Send(sink, publication, sink.Required && completed is not null ? completed : static _ => { });
        }

        return true;
    }

    /// <summary>
    /// The outcome is known: ends the part's frames, and acknowledges them once that is journalled. Idempotent.
    /// </summary>
    public void Close(Part part, PartOutcome outcome, AuditReason? reason)
    {
        lock (part.Gate)
        {
            if (part.Phase != PartPhase.Decided)
            {
                return;
            }

            part.Phase = PartPhase.Closed;
            (part.Outcome, part.OutcomeReason) = (outcome, reason);
        }

        var reasonText = reason?.ToSnakeCase() ?? "";
        metrics.Ledger(part.Simulated).PartClosed(part.Station.Tags, outcome, reasonText);
        if (outcome == PartOutcome.Published)
        {
            metrics.Latency(part.Station.Tags, writer.Clock.Seconds(writer.Clock.Now - part.StartTimestamp));
        }

        if (part is { Simulated: false, Decision.Verdict: Verdict.Reject })
        {
            metrics.Reject(part.Station.Tags, outcome == PartOutcome.Published);
        }

        if (reason is { } why)
        {
            outputs.Audit(part, why);
        }

        EndFrames(part, outcome, reason);
        table.Remove(part);
    }

    /// <summary>Closes a part whose decision could not be sent before its cut-off.</summary>
    public void CloseLate(Part part)
    {
        metrics.Late(part.Station.Tags, LateCause.CutOff);
        Close(part, PartOutcome.AuditOnly, AuditReason.Late);
    }

    /// <summary>Time is up for acknowledgements: deadline plus reserve has passed (law 5).</summary>
    public void CloseUnconfirmed(Part part)
    {
        if (part.WasSent)
        {
            Close(part, PartOutcome.AuditOnly, AuditReason.Unconfirmed);
        }
        else
        {
            CloseLate(part);
        }
    }

    /// <summary>Counts the time from hand-over to the last required acknowledgement.</summary>
    public void CountPublished(long handedOver) =>
        metrics.Stage("publish", writer.Clock.Seconds(writer.Clock.Now - handedOver));

    public void CountUnheard(StationRuntime station)
    {
        station.CountUnheard();
        metrics.Unheard(station.Tags);
    }

    public long ReserveTicks(StationRuntime station) => writer.Clock.Ticks(station.Options.DeliveryReserveMs);

    private static void SettleViews(Part part, Decision decision)
    {
        part.Frames.ForEach(ticket => ticket.Trace?.Decided(decision));
        foreach (var view in part.Views)
        {
            if (view.Ticket is { } ticket)
            {
                (ticket.EndState, ticket.EndReason) = view.Evidence.State switch
                {
                    ViewState.Scored => (FrameState.Used, ""),
                    ViewState.Lost => (FrameState.Dropped, view.LostReason),
                    _ => (FrameState.Dropped, FrameLedger.Text(
                        decision.Basis == Basis.LatePolicy ? DropReason.Late : DropReason.PartDecided)),
                };
            }
        }
    }

    private void Remember(Part part, Decision decision, long now)
    {
        part.Remembered = new DecidedInspection(decision, part.CutOff, part.Deadline, now);
        foreach (var camera in part.Station.Cameras)
        {
            if (part.Views[camera.Index].Ticket is not null)
            {
                part.Remembered.NoteView(camera.Index);
            }
        }

        window.Set(part.Remembered, now);
    }

    private void Count(Part part, Decision decision, in Proposal proposal, long now)
    {
        var (station, tags) = (part.Station, part.Station.Tags);
        station.CountParts(part.Simulated, -1);
        station.LastDecisionAt = part.Simulated ? station.LastDecisionAt : decision.Timestamp;
        station.LastDecidedSeq = part.Simulated || part.Key.Seq == 0 ? station.LastDecidedSeq : part.Key.Seq;
        metrics.Ledger(part.Simulated).PartDecided(
            tags, station.CategoryLabel(decision.Category), decision.Verdict, decision.Basis);
        metrics.Slack(tags, writer.Clock.Seconds(part.Deadline - now));
        if (decision.Basis == Basis.LatePolicy)
        {
            metrics.Late(tags, proposal.LateCause);
        }

        if (decision is { Verdict: Verdict.Pass, Basis: not Basis.Model })
        {
            metrics.PolicyPass(tags);
        }
    }

    private bool TryAppend(Part part, Decision decision, bool moreFollow)
    {
        part.OpenedInBooks = part.OpenedInBooks || _journal.TryAppend(PartEntries.Opened(part, writer.Clock));
        part.DecidedInBooks = part.OpenedInBooks && _journal.TryAppend(PartEntries.Decided(
            part, decision, writer.Clock, written => OnJournalled(part, decision, written), moreFollow));
        return part.DecidedInBooks;
    }

    private void OnJournalled(Part part, Decision decision, bool written)
    {
        try
        {
            Deliver(part, decision, written);
        }
        catch (Exception e)
        {
            // This is the journal's thread, on which every decision depends; the part is closed as unconfirmed in its
            // time.
            PipelineLog.WorkerFailed(logger, "publish", e);
        }
    }

    private void Deliver(Part part, Decision decision, bool written)
    {
        metrics.Stage("journal", writer.Clock.Seconds(writer.Clock.Now - part.DecidedTimestamp));
        var publishable = written ? decision : Unjournalled(part, decision);
        if (part.WithheldFor is { } reason)
        {
            Close(part, PartOutcome.AuditOnly, reason);
        }
        else if (publishable is null)
        {
            Close(part, PartOutcome.AuditOnly, AuditReason.JournalFailed);
        }
        else if (!part.Simulated && part.Station.Mode != StationMode.Run)
        {
            Close(part, PartOutcome.AuditOnly, AuditReason.StationMode);
        }
        else
        {
            if (writer.Clock.Now >= part.CutOff)
            {
                CloseLate(part);
            }
            else
            {
                Publish(part, publishable);
            }

            _handOver.Note(writer.Clock.Now - part.DecidedTimestamp);
        }
    }

    /// <summary>The decision was not written. If the part was closed meanwhile, its close was not either.</summary>
    private void Unbook(Part part)
    {
        lock (part.Gate)
        {
            part.DecidedInBooks = part.Phase == PartPhase.Closed && AppendLate(part);
            if (part.DecidedInBooks)
            {
                _journal.TryAppend(PartEntries.Closed(part, part.Outcome, part.OutcomeReason, [], null));
            }
        }
    }

    /// <summary>The decision could not be journalled in time; the books want it all the same.</summary>
    private bool AppendLate(Part part)
    {
        part.OpenedInBooks = part.OpenedInBooks || _journal.TryAppend(PartEntries.Opened(part, writer.Clock));
        return part.OpenedInBooks && _journal.TryAppend(
            PartEntries.Decided(part, DecisionFactory.Bookable(part.Decision!), writer.Clock, null));
    }

    private Decision? Unjournalled(Part part, Decision decision)
    {
        Unbook(part);
        metrics.Unjournalled("part_decided");
        PipelineLog.DecisionUnjournalled(logger, part.Id);
        var publishable = DecisionFactory.WithoutJournal(decision, part.Station);
        if (publishable is not null && !ReferenceEquals(publishable, decision))
        {
            lock (part.Gate)
            {
                part.Decision = publishable;
            }

            part.Remembered!.Decision = publishable;
        }

        return publishable;
    }

    private void Publish(Part part, Decision decision)
    {
        var sinks = part.Station.Sinks;
        var publication = DecisionFactory.Publication(
            decision, part.Station, part.CutOff, part.Deadline, repeated: false);
        var required = 0;
        foreach (var sink in sinks)
        {
            required += sink.Required ? 1 : 0;
        }

        part.WasSent = true;
        part.Remembered!.MayPublish = true;
        var tracker = new PublicationTracker(this, part, required, writer.Clock.Now);
        foreach (var sink in sinks)
        {
            Send(sink, publication, sink.Required ? tracker.OnRequired : tracker.OnBestEffort);
        }

        if (required == 0)
        {
            Close(part, PartOutcome.Published, null);
        }
    }

    private void Send(IDecisionSink sink, DecisionPublication publication, Action<PublishOutcome> completed)
    {
        try
        {
            sink.Publish(publication, completed);
        }
        catch (Exception e)
        {
            // A sink that breaks its contract must not take the journal's or the deadline thread with it.
            PipelineLog.SinkFailed(logger, sink.Name, e);
            completed(PublishOutcome.Refused);
        }
    }

    private void EndFrames(Part part, PartOutcome outcome, AuditReason? reason)
    {
        // Nobody attaches to a closed part, so the list is this thread's now.
        var entries = new List<FrameEnded>(part.Frames.Count);
        var acknowledge = new List<Intake.FrameTicket>(part.Frames.Count);
        foreach (var ticket in part.Frames)
        {
            if (ledger.EndWithPart(ticket, entries))
            {
                acknowledge.Add(ticket);
            }
        }

        lock (part.Gate)
        {
            part.DecidedInBooks = part.DecidedInBooks || AppendLate(part);
        }

        var write = writer.Prepare(_ => acknowledge.ForEach(ledger.Acknowledge));
        write.Start(PartEntries.Closed(part, outcome, reason, entries, write.OnWritten));
    }
}
