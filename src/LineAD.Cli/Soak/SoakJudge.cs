using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Soak;

/// <summary>Counts, and says which invariants did not hold.</summary>
internal sealed class SoakJudge(SoakBed bed, SoakAccount account, IReadOnlyList<SoakWindow> windows, TimeProvider time)
{
    private const double MostGrowth = 0.05;

    // A shorter life says more about its warm-up than about growth.
    private const double JudgedLifeSeconds = 300;
    private const int NamesShown = 5;

    /// <summary>Makes the report.</summary>
    public SoakReport Report(
        LedgerReport ledger, (SoakResources Start, SoakResources End) resources, MemoryGrowth memory, int? lateWitnessed)
    {
        var parts = account.Parts;
        var report = new SoakReport
        {
            Minutes = bed.Settings.Minutes,
            Transport = bed.Settings.Transport,
            ExactlyOnce = bed.Settings.ExactlyOnce,
            Broker = bed.Broker,
            Seed = bed.Settings.Seed,
            Sent = parts.Count,
            Acknowledged = parts.Count(p => p.IsAcknowledged),
            Received = ledger.FramesReceived,
            Decisions = parts.Count(p => p.HasArrived),
            Journalled = parts.Count(p => p.Journal is not null),
            Silent = parts.Count(p => p.IsAcknowledged && !p.HasArrived),
            SilentUnexplained = account.SilentUnexplained.Count(),
            Lost = account.Lost.Count(),
            BrokerLost = account.BrokerLost.Count(),
            DuplicatedIds = account.Duplicated.Count(),
            RepeatedIds = parts.Count(p => p.Gate.Repeats > 0),
            LateOnReject = account.LateRejects.Count(),
            LateDecisions = account.LateDecisions.Count(),
            LateWitnessed = lateWitnessed,
            JournalDisagrees = account.Disagreeing.Count(),
            PublishedUnseen = account.PublishedUnseen.Count(),
            LedgerBalanced = ledger.Balanced && ledger.IsAtRest,
            Kills = bed.Kills,
            Faults = windows.GroupBy(w => w.Fault.Name).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => Of(g.Key, [.. g])),
            Calm = SoakFaultReport.Of([.. parts.Where(p => p.Window is null)], [], account, time),
            MemoryGrowth = memory.Growth,
            Memory = memory,
            Start = resources.Start,
            End = resources.End,
            Ledger = ledger,
            Broken = [],
        };
        return report with { Broken = [.. bed.Broken, .. Broken(report)] };
    }

    private SoakFaultReport Of(string fault, IReadOnlyList<SoakWindow> made) =>
        SoakFaultReport.Of([.. account.Parts.Where(p => p.Window?.Fault.Name == fault)], made, account, time);

    private IEnumerable<string> Broken(SoakReport report)
    {
        (IEnumerable<SoakPart> Parts, string What)[] rules =
        [
            (account.Lost, "lost: the broker took the frame and the journal never heard of the part"),
            (account.Duplicated, "decided twice"),
            (account.LateRejects, "late on the reject topic"),
            (account.LateDecisions, "late on the decision topic"),
            (account.Disagreeing, "decided otherwise at the gate than in the journal"),
            (account.PublishedUnseen, "published, and never seen at the gate"),
            (account.SilentUnexplained, "silent, and no fault excuses it"),
        ];
        foreach (var (parts, what) in rules)
        {
            var names = parts.Select(p => p.Gate.Sent!.Name).ToList();
            if (names.Count > 0)
            {
                yield return $"{names.Count} parts {what}: {string.Join(", ", names.Take(NamesShown))}{(names.Count > NamesShown ? ", ..." : "")}";
            }
        }

        if (report.LateWitnessed > 0)
        {
            yield return $"{report.LateWitnessed} messages were late by the clock of mosquitto_sub.";
        }

        if (!report.LedgerBalanced)
        {
            yield return "The ledger does not balance, or does not come to rest.";
        }

        if (report.Memory.LifeSeconds >= JudgedLifeSeconds && report.MemoryGrowth > MostGrowth)
        {
            yield return $"Memory grew by {report.MemoryGrowth:P1} after the warm-up; {MostGrowth:P0} is the limit.";
        }

        var plc = bed.Line.Plc;
        if (plc.Unknown + plc.Malformed > 0)
        {
            yield return $"{plc.Unknown} decisions were about parts that were never sent, {plc.Malformed} could not be read.";
        }
    }
}
