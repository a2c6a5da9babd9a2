using LineAD.Cli.Soak;
using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Simulation.Line;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Tests.Soak;

/// <summary>What a soak must not let pass: each test makes one part wrong in one way.</summary>
public sealed class SoakAccountTests
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly long Start = 1000 * Time.TimestampFrequency;
    private readonly List<GateRecord> _gate = [];
    private readonly Dictionary<string, RecoveredDecision> _journal = [];
    private readonly List<SoakWindow> _windows = [];
    private readonly List<(long From, long To)> _brokerAway = [];
    private SoakSettings _settings = new() { DeadlineMs = 1000 };

    [Fact]
    public void Account_EverythingRight_FindsNothing()
    {
        Add("p1", sentSeconds: 1, latencyMs: 100);

        var account = Account();

        Findings(account).ShouldAllBe(f => f == 0);
        account.Latency(account.Parts).P50.ShouldBe(100);
    }

    [Fact]
    public void Lost_TakenByTheBrokerAndUnknownToTheJournal_IsFound()
    {
        Add("p1", sentSeconds: 1, latencyMs: null, journal: null);

        Account().Lost.ShouldHaveSingleItem();
        Account().SilentUnexplained.ShouldHaveSingleItem();
    }

    [Fact]
    public void Lost_AtABrokerKill_IsTheBrokers()
    {
        Add("p1", sentSeconds: 1, latencyMs: null, journal: null);
        _brokerAway.Add((At(1.5), At(4)));

        Account().Lost.ShouldBeEmpty();
        Account().BrokerLost.ShouldHaveSingleItem();
    }

    [Fact]
    public void Silent_InAFaultThatMaySilence_IsExcused()
    {
        Add("p1", sentSeconds: 1, latencyMs: null, outcome: PartOutcome.AuditOnly);
        _windows.Add(new SoakWindow(new SoakFault("link-cut", true, false, (_, _, _) => Task.CompletedTask), At(1.5), At(3)));

        Account().SilentUnexplained.ShouldBeEmpty();
    }

    [Fact]
    public void Silent_InAFaultThatMayNot_IsFound()
    {
        Add("p1", sentSeconds: 1, latencyMs: null, outcome: PartOutcome.AuditOnly);
        _windows.Add(new SoakWindow(new SoakFault("scorer-stall", false, false, (_, _, _) => Task.CompletedTask), At(0.5), At(3)));

        Account().SilentUnexplained.ShouldHaveSingleItem();
    }

    [Fact]
    public void Late_AfterTheDeadline_IsFoundOnBothTopics()
    {
        var record = Add("p1", sentSeconds: 1, latencyMs: 1001);
        record.LastRejectTimestamp = record.LastArrivedTimestamp;

        Account().LateDecisions.ShouldHaveSingleItem();
        Account().LateRejects.ShouldHaveSingleItem();
    }

    [Fact]
    public void Late_OfARepeatOnly_IsFound()
    {
        Add("p1", sentSeconds: 1, latencyMs: 100).LastArrivedTimestamp = At(3);

        Account().LateDecisions.ShouldHaveSingleItem();
    }

    [Fact]
    public void Duplicated_SameTwice_IsFoundWithTransactionsOnly()
    {
        Add("p1", sentSeconds: 1, latencyMs: 100).Repeats = 1;

        Account().Duplicated.ShouldBeEmpty();
        _settings = _settings with { ExactlyOnce = true };
        Account().Duplicated.ShouldHaveSingleItem();
    }

    [Fact]
    public void Duplicated_TwoVerdicts_IsFound()
    {
        Add("p1", sentSeconds: 1, latencyMs: 100).Contradicted = true;

        Account().Duplicated.ShouldHaveSingleItem();
    }

    [Fact]
    public void Disagreeing_GateSawAnotherVerdict_IsFound()
    {
        Add("p1", sentSeconds: 1, latencyMs: 100, journal: Verdict.Reject);

        Account().Disagreeing.ShouldHaveSingleItem();
    }

    [Fact]
    public void PublishedUnseen_BrokerWasThere_IsFound()
    {
        Add("p1", sentSeconds: 1, latencyMs: null);

        Account().PublishedUnseen.ShouldHaveSingleItem();
    }

    private static int[] Findings(SoakAccount account) =>
    [
        account.Lost.Count(), account.BrokerLost.Count(), account.Duplicated.Count(), account.Disagreeing.Count(),
        account.PublishedUnseen.Count(), account.SilentUnexplained.Count(), account.LateDecisions.Count(), account.LateRejects.Count(),
    ];

    private static long At(double seconds) => Start + (long)(seconds * Time.TimestampFrequency);

    private SoakAccount Account() => new(_settings, _gate, _journal, _windows, _brokerAway, Time);

    private GateRecord Add(
        string name,
        double sentSeconds,
        double? latencyMs,
        Verdict? journal = Verdict.Pass,
        PartOutcome outcome = PartOutcome.Published)
    {
        var seq = (uint)_gate.Count + 1;
        var sent = new SentPart
        {
            Seq = seq,
            Name = name,
            Part = new SimulatedPart(name, [], "image/png", false),
            SentTimestamp = At(sentSeconds),
        };
        sent.Acknowledge();
        var record = new GateRecord { Sent = sent };
        if (latencyMs is { } ms)
        {
            record.ArrivedTimestamp = record.LastArrivedTimestamp = At(sentSeconds + (ms / 1000));
            (record.Verdict, record.Basis) = (Verdict.Pass, Basis.Model);
        }

        if (journal is { } verdict)
        {
            _journal[name] = Journalled(name, seq, verdict, outcome);
        }

        _gate.Add(record);
        return record;
    }

    private static RecoveredDecision Journalled(string name, uint seq, Verdict verdict, PartOutcome outcome)
    {
        var inspection = new InspectionKey(new StationKey("soak", "gate"), name, seq);
        var decision = new Decision
        {
            Inspection = inspection,
            StationId = 1,
            Verdict = verdict,
            Basis = Basis.Model,
            SlackMs = 0,
            Category = "soak",
            Id = inspection.ComputeId(),
            Timestamp = DateTimeOffset.UnixEpoch,
        };
        return new RecoveredDecision(decision, DateTimeOffset.UnixEpoch, outcome);
    }
}
