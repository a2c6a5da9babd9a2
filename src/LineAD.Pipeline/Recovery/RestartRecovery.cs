using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Recovery;

/// <summary>
/// Takes up what the last run left: its decisions fill the window, its open parts stay open while their cut-off is
/// ahead, and everything else gets its end in the books.
/// </summary>
internal sealed class RestartRecovery(
    StationSet stations,
    DecisionWindow window,
    PartLifecycle lifecycle,
    DecisionPublisher publisher,
    OutputDesk outputs,
    DeadlineThread deadlines,
    IJournal journal,
    MonotonicClock clock)
{
    public void Run(JournalRecovery recovery)
    {
        foreach (var recovered in recovery.Decisions)
        {
            Resume(recovered);
        }

        foreach (var part in recovery.OpenParts)
        {
            Resume(part);
        }
    }

    private void Resume(RecoveredDecision recovered)
    {
        var decision = recovered.Decision;
        var station = stations.Find(decision.Inspection.Station);
        var cutOff = clock.FromUtc(recovered.CutOff);
        var reserve = station is null ? 0 : publisher.ReserveTicks(station);
        var decided = new DecidedInspection(decision, cutOff, cutOff + reserve, clock.FromUtc(decision.Timestamp))
        {
            MayPublish = recovered.Outcome != PartOutcome.AuditOnly,
        };
        decided.NoteAllViews();
        window.Set(decided, clock.Now);
        if (station is not null && !decision.Simulated && decision.Inspection.Seq != 0)
        {
            station.LastDecidedSeq = decision.Inspection.Seq;
        }

        if (recovered.Outcome != PartOutcome.Pending)
        {
            return;
        }

        if (station is null || !TryRepublish(decided, station))
        {
            journal.TryAppend(RepublishedDecision.Entry(decision.Inspection.Station, decided, published: false));
            outputs.Audit(decision, AuditReason.Unconfirmed, null, cutOff);
        }
    }

    private bool TryRepublish(DecidedInspection decided, StationRuntime station)
    {
        var again = new RepublishedDecision(journal, decided, station);
        var required = 0;
        foreach (var sink in station.Sinks)
        {
            required += sink.Required ? 1 : 0;
        }

        again.Expect(required);
        if (!publisher.TryRepeat(decided, station, again.OnOutcome))
        {
            return false;
        }

        if (required == 0)
        {
            again.Close(published: true);
        }

        deadlines.Schedule(again, decided.Deadline + publisher.ReserveTicks(station));
        return true;
    }

    private void Resume(PartOpened opened)
    {
        if (stations.Find(opened.Inspection.Station) is not { } station)
        {
            CloseUnknown(opened);
            return;
        }

        var inspection = new NewPart(station, opened.Inspection, opened.Id, opened.Category, opened.Simulated);
        var cutOff = clock.FromUtc(opened.CutOff);
        var isPast = clock.Now >= cutOff;
        var part = lifecycle.Reopen(inspection, cutOff + publisher.ReserveTicks(station), isWatched: !isPast);
        if (isPast)
        {
            lifecycle.DecideLate(part, LateCause.Restart, AuditReason.Restart);
        }
        else if (!part.InTable)
        {
            lifecycle.DecideLate(part, LateCause.Overload);
        }
    }

    /// <summary>The station is configured no longer: there is no gate to tell, but the books must close.</summary>
    private void CloseUnknown(PartOpened opened)
    {
        var decision = new Decision
        {
            Inspection = opened.Inspection,
            StationId = ushort.MaxValue,
            Verdict = Verdict.Reject,
            Basis = Basis.LatePolicy,
            SlackMs = 0,
            Category = opened.Category,
            Id = opened.Id,
            Timestamp = clock.UtcNow,
            Simulated = opened.Simulated,
        };
        journal.TryAppend(new PartDecided
        {
            Station = opened.Station,
            Simulated = opened.Simulated,
            Decision = decision,
            CutOff = opened.CutOff,
        });
        journal.TryAppend(new PartClosed
        {
            Station = opened.Station,
            Simulated = opened.Simulated,
            Id = opened.Id,
            Outcome = PartOutcome.AuditOnly,
            AuditReason = AuditReason.Restart,
            Frames = [],
        });
    }
}
