using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Simulation.Line;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Simulation.Plc;

/// <summary>
/// A fail-safe gate: armed to reject, disarmed only by a pass whose sequence number and part match. It is the independent
/// witness of the service: everything it reports it read from the broker.
/// </summary>
public sealed class PlcSimulator(StationKey station, TimeProvider time, string root = "linead") : IDisposable
{
    private readonly Dictionary<uint, GateRecord> _records = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _decided = new(0);
    private int _undecided;
    private int _malformed;
    private int _unknown;

    /// <summary>Records that could not be parsed.</summary>
    public int Malformed => Volatile.Read(ref _malformed);

    /// <summary>Decisions about parts that were never sent.</summary>
    public int Unknown => Volatile.Read(ref _unknown);

    /// <summary>Parts sent and not decided.</summary>
    public int Undecided => Volatile.Read(ref _undecided);

    /// <summary>Copies of all records, by sequence number.</summary>
    public IReadOnlyList<GateRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _records.OrderBy(r => r.Key).Select(r => r.Value)];
            }
        }
    }

    /// <summary>Subscribes to the station's decision and reject topics; to the JSON form, for what only it tells, unless told not to.</summary>
    public async Task AttachAsync(MqttPeer peer, CancellationToken cancellationToken, bool simulated = false, bool json = true)
    {
        var topics = new Topics(root);
        await peer.SubscribeAsync(topics.DecisionBinary(station, simulated), OnBinary, cancellationToken);
        if (json)
        {
            await peer.SubscribeAsync(topics.Decision(station, simulated), OnJson, cancellationToken);
        }

        if (!simulated)
        {
            await peer.SubscribeAsync(topics.RejectBinary(station), OnReject, cancellationToken);
        }
    }

    /// <summary>Reads the decisions and rejects from Kafka, as a gate's record-keeper would.</summary>
    public void Attach(KafkaPeer peer)
    {
        var topics = new KafkaTopics(root);
        peer.Read([topics.Decisions, topics.Rejects], message => OnRecord(message, message.Topic == topics.Rejects));
    }

    /// <summary>The same from now on, or those of simulated parts; returns once nothing more can be missed.</summary>
    /// <exception cref="Core.Errors.TransportException">The topics cannot be read within <paramref name="limit"/>.</exception>
    public void AttachNew(KafkaPeer peer, bool simulated, TimeSpan limit)
    {
        var topics = new KafkaTopics(root);
        peer.ReadNew(
            simulated ? [topics.SimulatedDecisions] : [topics.Decisions, topics.Rejects],
            message => OnRecord(message, message.Topic == topics.Rejects),
            limit);
    }

    /// <summary>Arms the gate for a part about to be sent.</summary>
    public void Arm(SentPart sent)
    {
        lock (_gate)
        {
            _records[sent.Seq] = new GateRecord { Sent = sent };
        }

        Interlocked.Increment(ref _undecided);
    }

    /// <summary>Waits until fewer than <paramref name="most"/> parts are undecided; a lost one releases after 5 s.</summary>
    public async Task WaitUntilUndecidedBelowAsync(int most, CancellationToken cancellationToken)
    {
        while (Undecided >= most && await _decided.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken))
        {
        }
    }

    /// <inheritdoc />
    public void Dispose() => _decided.Dispose();

    private void OnBinary(PeerMessage message)
    {
        var now = time.GetTimestamp();
        if (!DecisionRecord.TryParse(message.Payload, out var decision))
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        Take(
            now,
            decision.Seq,
            sent => Crc32IsoHdlc.OfPart(sent.Name) == decision.PartCrc,
            (decision.Verdict, decision.Basis, decision.Score, decision.SlackMs));
    }

    private void Take(
        long now,
        uint seq,
        Func<SentPart, bool> isPart,
        (Verdict Verdict, Basis Basis, double? Score, int SlackMs) decision)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(seq, out var record) || !isPart(record.Sent!))
            {
                _unknown++;
                return;
            }

            record.LastArrivedTimestamp = now;
            if (record.ArrivedTimestamp != 0)
            {
                record.Repeats++;
                record.Contradicted |= record.Verdict != decision.Verdict || record.Basis != decision.Basis;
                return;
            }

            record.ArrivedTimestamp = now;
            record.Verdict = decision.Verdict;
            record.Basis = decision.Basis;
            record.Score = decision.Score;
            record.SlackMs = decision.SlackMs;
        }

        Interlocked.Decrement(ref _undecided);
        _decided.Release();
    }

    private void OnRecord(KafkaPeerMessage message, bool isReject)
    {
        var now = time.GetTimestamp();
        if (message.Key != station.ToString())
        {
            return;
        }

        if (!DecisionJson.TryParse(message.Value, out var decision) || decision is null)
        {
            Interlocked.Increment(ref _malformed);
        }
        else if (isReject)
        {
            NoteReject(decision.Seq);
        }
        else
        {
            Take(
                now,
                decision.Seq,
                sent => sent.Name == decision.Part,
                (decision.Verdict, decision.Basis, decision.Score, decision.SlackMs));
            NoteIdentity(decision);
        }
    }

    private void OnJson(PeerMessage message)
    {
        if (!DecisionJson.TryParse(message.Payload, out var decision) || decision is null)
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        NoteIdentity(decision);
    }

    private void NoteIdentity(ParsedDecision decision)
    {
        lock (_gate)
        {
            if (_records.TryGetValue(decision.Seq, out var record))
            {
                record.Contradicted |= record.Id != 0 && record.Id != decision.Id;
                record.Id = decision.Id;
                record.ModelVersion = decision.ModelVersion;
            }
        }
    }

    private void OnReject(PeerMessage message)
    {
        if (DecisionRecord.TryParse(message.Payload, out var decision))
        {
            NoteReject(decision.Seq);
        }
    }

    private void NoteReject(uint seq)
    {
        lock (_gate)
        {
            if (_records.TryGetValue(seq, out var record))
            {
                record.Rejects++;
                record.LastRejectTimestamp = time.GetTimestamp();
            }
        }
    }
}
