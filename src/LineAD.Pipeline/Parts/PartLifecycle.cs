using LineAD.Core.Errors;
using LineAD.Core.Journal;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Parts;

/// <summary>
/// What happens to a part before its decision: opening, evidence of its views, and its time running out.
/// </summary>
internal sealed class PartLifecycle(
    DecisionPublisher publisher,
    PartTable table,
    FrameLedger ledger,
    OutputDesk outputs,
    DeadlineThread deadlines,
    IJournal journal,
    PipelineMetrics metrics,
    MonotonicClock clock,
    double policyLeadMs)
{
    private readonly long _policyLead = clock.Ticks(policyLeadMs);

    /// <summary>
    /// Opens a part. When the table is at its bound the part is not in it, and the caller decides it at once (law 6).
    /// </summary>
    /// <param name="inspection">Its key, id, station, category and books.</param>
    /// <param name="start">Start of its clock.</param>
    /// <param name="deadline">Deadline.</param>
    /// <param name="written">Told when the journal has it; may be null.</param>
    /// <param name="isWatched">False when the caller decides it at once: then the deadline thread must not be first.</param>
    public Part Open(
        in NewPart inspection, long start, long deadline, Action<bool>? written = null, bool isWatched = true)
    {
        var part = Create(inspection, start, deadline);
        part.OpenedInBooks = journal.TryAppend(PartEntries.Opened(part, clock, written));
        metrics.Ledger(part.Simulated).PartOpened(part.Station.Tags);
        Enlist(part, isWatched);
        return part;
    }

    /// <summary>
    /// Opens a part again that the journal holds as open from an earlier run. This run's metrics count it, the books
    /// have it.
    /// </summary>
    public Part Reopen(in NewPart inspection, long deadline, bool isWatched)
    {
        var part = Create(inspection, clock.Now, deadline);
        part.OpenedInBooks = true;
        metrics.Ledger(part.Simulated).PartOpened(part.Station.Tags);
        Enlist(part, isWatched);
        return part;
    }

    /// <summary>Moves the deadline earlier if <paramref name="deadline"/> is; never later.</summary>
    public void Tighten(Part part, long deadline)
    {
        if (!part.IsClaimed && part.SetDeadline(deadline, publisher.ReserveTicks(part.Station)))
        {
            deadlines.Schedule(part, PolicyTime(part));

            lock (part.Gate)
            {
                // A restart must not take the later cut-off for the true one; and after the decision it would open it
                // again.
                _ = part.Phase == PartPhase.Open && journal.TryAppend(PartEntries.Opened(part, clock));
            }
        }
    }

    /// <summary>A view was scored. Takes the map.</summary>
    /// <param name="part">Its part.</param>
    /// <param name="camera">Its camera.</param>
    /// <param name="score">Normalised score.</param>
    /// <param name="modelVersion">Version of the model.</param>
    /// <param name="map">Score map; null without one.</param>
    /// <param name="moreFollow">Whether the caller has another view at once, and calls <see cref="EndBatch"/> after the last.</param>
    public void Scored(
        Part part, CameraRuntime camera, double score, int modelVersion, ViewMap? map, bool moreFollow = false)
    {
        metrics.Score(part.Station.CategoryLabel(part.Category), score);
        var proposal = default(Proposal?);
        var isLate = false;
        var view = part.Views[camera.Index];
        lock (part.Gate)
        {
            isLate = part.IsClaimed;
            if (!isLate)
            {
                view.Evidence = new ViewEvidence(ViewState.Scored, score, modelVersion);
                view.Map = map;
                proposal = Evaluate(part);
            }
        }

        if (isLate)
        {
            map?.Dispose();
            outputs.Audit(part, AuditReason.Superseded, camera.Name, double.IsFinite(score) ? score : null);
            return;
        }

        if (!double.IsFinite(score) && view.Ticket is { } ticket)
        {
            Quarantine(ticket, FrameError.ScoreNotFinite, "score");
        }

        if (proposal is { } known && !publisher.TryDecide(part, known, moreFollow: moreFollow))
        {
            outputs.Audit(part, AuditReason.Superseded, camera.Name, double.IsFinite(score) ? score : null);
        }
    }

    /// <summary>All views of a batch were told.</summary>
    public void EndBatch() => publisher.EndBatch();

    /// <summary>A view's frame is unusable: the fault policy decides at once.</summary>
    public void Fault(Part part, CameraRuntime camera, FrameTicket ticket, FrameError error, string stage)
    {
        Quarantine(ticket, error, stage);
        Decide(part, SetEvidence(part, camera, ViewState.Faulted, ""));
    }

    /// <summary>A message about the part contradicts it: the fault policy decides at once.</summary>
    public void Fault(Part part) =>
        publisher.TryDecide(part, new Proposal(part.Station.FaultPolicy, Core.Wire.Basis.FaultPolicy));

    /// <summary>A view was given up under load: the late policy decides at once.</summary>
    public void Lose(Part part, CameraRuntime camera, DropReason reason)
    {
        var proposal = SetEvidence(part, camera, ViewState.Lost, FrameLedger.Text(reason));
        Decide(part, reason == DropReason.Evicted && proposal is { Basis: Core.Wire.Basis.LatePolicy } late
            ? late with { LateCause = LateCause.Evicted }
            : proposal);
    }

    public void DecideLate(Part part, string cause, AuditReason? withheldFor = null) => publisher.TryDecide(
        part, new Proposal(part.Station.LatePolicy, Core.Wire.Basis.LatePolicy, LateCause: cause), withheldFor);

    /// <summary>Decides by policy, whatever is known: time is up, or the service stops.</summary>
    public void DecideNow(Part part, string? cause = null)
    {
        Proposal proposal;
        lock (part.Gate)
        {
            Span<ViewEvidence> evidence = stackalloc ViewEvidence[part.Views.Length];
            part.CopyEvidence(evidence);
            proposal = Evaluate(part)
                ?? VerdictRule.OnTimeUp(evidence, part.Station.LatePolicy, part.Station.FaultPolicy);
        }

        publisher.TryDecide(part, cause is null ? proposal : proposal with { LateCause = cause });
    }

    /// <summary>Decides everything that is open of a station, as <see cref="DecideNow"/> does.</summary>
    public void DecideAll(StationRuntime station, string cause)
    {
        foreach (var part in table.ToArray())
        {
            if (ReferenceEquals(part.Station, station))
            {
                DecideNow(part, cause);
            }
        }
    }

    /// <summary>On the deadline thread: the policy's time, or the end of the wait for acknowledgements.</summary>
    public void OnDue(Part part, long now)
    {
        if (!part.IsClaimed)
        {
            if (now >= PolicyTime(part))
            {
                DecideNow(part);
            }
            else
            {
                deadlines.Schedule(part, PolicyTime(part));
            }
        }
        else if (part.Phase == PartPhase.Decided && now >= part.Deadline + publisher.ReserveTicks(part.Station))
        {
            publisher.CloseUnconfirmed(part);
        }
    }

    /// <summary>The service stops: the outcome of a decided part is not awaited any longer.</summary>
    public void GiveUpWaiting(Part part) => publisher.CloseUnconfirmed(part);

    public void Quarantine(FrameTicket ticket, FrameError error, string stage)
    {
        outputs.DeadLetter(ticket, error, stage);
        ledger.Quarantine(ticket, error);
    }

    private static Proposal? Evaluate(Part part)
    {
        Span<ViewEvidence> evidence = stackalloc ViewEvidence[part.Views.Length];
        part.CopyEvidence(evidence);
        var station = part.Station;
        return VerdictRule.Evaluate(evidence, station.ReviewFrom, station.LatePolicy, station.FaultPolicy);
    }

    private static Proposal? SetEvidence(Part part, CameraRuntime camera, ViewState state, string lostReason)
    {
        lock (part.Gate)
        {
            if (part.IsClaimed)
            {
                return null;
            }

            var view = part.Views[camera.Index];
            view.Evidence = new ViewEvidence(state, double.NaN, 0);
            view.LostReason = lostReason;
            return Evaluate(part);
        }
    }

    private void Decide(Part part, Proposal? proposal)
    {
        if (proposal is { } known)
        {
            publisher.TryDecide(part, known);
        }
    }

    private Part Create(in NewPart inspection, long start, long deadline)
    {
        var part = new Part(this, inspection)
        {
            StartTimestamp = start,
            OpenedTimestamp = clock.Now,
        };
        part.SetDeadline(deadline, publisher.ReserveTicks(part.Station));
        return part;
    }

    private void Enlist(Part part, bool isWatched)
    {
        part.Station.CountParts(part.Simulated, 1);
        if (table.TryAdd(part) && isWatched)
        {
            deadlines.Schedule(part, PolicyTime(part));
        }
    }

    // The configured lead is for journal and hand-over; when those took longer of late, it is that.
    private long PolicyTime(Part part) =>
        part.CutOff - Math.Max(_policyLead, publisher.HandOverTicks) - deadlines.JitterTicks;
}
