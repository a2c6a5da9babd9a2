using LineAD.Core.Journal;
using LineAD.Simulation.Line;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Soak;

/// <summary>
/// Holds three books against each other, part by part: what the cameras sent and the broker took, what came to the gate, and what
/// the service's journal says after its end.
/// </summary>
internal sealed class SoakAccount
{
    private static readonly TimeSpan BrokerSlack = TimeSpan.FromSeconds(1);
    private readonly SoakSettings _settings;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<SoakWindow> _windows;
    private readonly IReadOnlyList<(long From, long To)> _brokerAway;

    /// <param name="settings">Deadline, transport and mode.</param>
    /// <param name="gate">What was sent, and what the gate saw of it.</param>
    /// <param name="journal">The journal's decisions by part.</param>
    /// <param name="windows">The faults.</param>
    /// <param name="brokerAway">Times without a broker.</param>
    /// <param name="time">Clock of all timestamps.</param>
    public SoakAccount(
        SoakSettings settings,
        IReadOnlyList<GateRecord> gate,
        IReadOnlyDictionary<string, RecoveredDecision> journal,
        IReadOnlyList<SoakWindow> windows,
        IReadOnlyList<(long From, long To)> brokerAway,
        TimeProvider time)
    {
        (_settings, _windows, _brokerAway, _time) = (settings, windows, brokerAway, time);
        Parts = [.. gate.Select(r => new SoakPart(r, journal.GetValueOrDefault(r.Sent!.Name), Find(windows, r.Sent.SentTimestamp)))];
    }

    public IReadOnlyList<SoakPart> Parts { get; }

    /// <summary>The broker took the frame, and the journal never heard of the part; not those of a broker's kill.</summary>
    public IEnumerable<SoakPart> Lost => Parts.Where(p => p.IsAcknowledged && p.Journal is null && !AtBrokerKill(p, BrokerSlack));

    /// <summary>The broker took the frame just before it was killed, and with it.</summary>
    public IEnumerable<SoakPart> BrokerLost => Parts.Where(p => p.IsAcknowledged && p.Journal is null && AtBrokerKill(p, BrokerSlack));

    /// <summary>Decided twice: differently, or, where decisions are transactional, at all.</summary>
    public IEnumerable<SoakPart> Duplicated =>
        Parts.Where(p => p.Gate.Contradicted || (_settings.ExactlyOnce && p.Gate.Repeats > 0));

    /// <summary>The gate got something else than the journal says, or the journal does not know of it.</summary>
    public IEnumerable<SoakPart> Disagreeing => Parts.Where(p => p.HasArrived
        && (p.Journal is null || p.Journal.Decision.Verdict != p.Gate.Verdict || p.Journal.Decision.Basis != p.Gate.Basis));

    /// <summary>Published by the journal, never seen at the gate, and the broker was there.</summary>
    public IEnumerable<SoakPart> PublishedUnseen => Parts.Where(p => p.Journal?.Outcome == PartOutcome.Published
        && !p.HasArrived && !AtBrokerKill(p, TimeSpan.FromMilliseconds(_settings.DeadlineMs) + BrokerSlack));

    /// <summary>No decision at the gate, and no fault of its time excuses it.</summary>
    public IEnumerable<SoakPart> SilentUnexplained => Parts.Where(p => p.IsAcknowledged && !p.HasArrived && !MaySilence(p));

    /// <summary>Came to the gate after the deadline.</summary>
    public IEnumerable<SoakPart> LateDecisions => Parts.Where(p => IsLate(p, p.Gate.LastArrivedTimestamp));

    /// <summary>Came to the reject topic after the deadline.</summary>
    public IEnumerable<SoakPart> LateRejects => Parts.Where(p => IsLate(p, p.Gate.LastRejectTimestamp));

    /// <summary>From sending to the gate, milliseconds.</summary>
    public Percentiles Latency(IEnumerable<SoakPart> parts) => Percentiles.Of(parts.Where(p => p.HasArrived)
        .Select(p => _time.GetElapsedTime(p.Gate.Sent!.SentTimestamp, p.Gate.ArrivedTimestamp).TotalMilliseconds));

    // Over Kafka a record that was committed in time is read late where the reader's broker was away. The reader does not
    // stand behind the proxy, so faults of the link are none of its own.
    private bool IsLate(SoakPart part, long arrived) =>
        arrived != 0 && _time.GetElapsedTime(part.Gate.Sent!.SentTimestamp, arrived).TotalMilliseconds > _settings.DeadlineMs
        && !(_settings.Transport == "kafka" && AtBrokerKill(part, TimeSpan.FromMilliseconds(_settings.DeadlineMs) + BrokerSlack));

    private bool MaySilence(SoakPart part) => _windows.Any(w => w.Fault.MaySilence
        && part.Gate.Sent!.SentTimestamp <= w.Recovered
        && _time.GetElapsedTime(part.Gate.Sent.SentTimestamp, w.Began).TotalMilliseconds < _settings.DeadlineMs);

    private bool AtBrokerKill(SoakPart part, TimeSpan slack) => _brokerAway.Any(away =>
        _time.GetElapsedTime(part.Gate.Sent!.SentTimestamp, away.From) < slack
        && _time.GetElapsedTime(away.To, part.Gate.Sent.SentTimestamp) < slack);

    private static SoakWindow? Find(IReadOnlyList<SoakWindow> windows, long sent)
    {
        foreach (var window in windows)
        {
            if (sent >= window.Began && sent <= window.Recovered)
            {
                return window;
            }
        }

        return null;
    }
}
