using System.Diagnostics.Metrics;
using LineAD.Core.Contracts;

namespace LineAD.Transport.Kafka;

/// <summary>The instruments of the meter <c>LineAD.Transport.Kafka</c>; labels come from fixed sets.</summary>
public sealed class KafkaMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "LineAD.Transport.Kafka";

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly UpDownCounter<long> _connected;
    private readonly UpDownCounter<long> _partitions;
    private readonly UpDownCounter<long> _unacknowledged;
    private readonly Counter<long> _moves;
    private readonly Counter<long> _pauses;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _resent;
    private readonly Counter<long> _transactions;
    private readonly Counter<long> _alreadyWritten;

    /// <summary>Creates the instruments; without a factory (tests) on a meter of its own.</summary>
    public KafkaMetrics(IMeterFactory? factory = null)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
        _connected = _meter.CreateUpDownCounter<long>("linead_kafka_connected", null, "Connections that are up.");
        _partitions = _meter.CreateUpDownCounter<long>("linead_kafka_partitions", null, "Partitions of frames held.");
        _unacknowledged = _meter.CreateUpDownCounter<long>(
            "linead_kafka_unacknowledged", null, "Frames received whose end is not durable yet.");
        _moves = _meter.CreateCounter<long>(
            "linead_kafka_partition_moves_total", null, "Partitions taken, given back or lost.");
        _pauses = _meter.CreateCounter<long>("linead_kafka_pauses_total", null, "Times that fetching paused.");
        _shed = _meter.CreateCounter<long>("linead_kafka_outputs_shed_total", null, "Output messages given up, by kind.");
        _resent = _meter.CreateCounter<long>(
            "linead_kafka_decisions_resent_total", null, "Decisions sent again after an error.");
        _transactions = _meter.CreateCounter<long>(
            "linead_kafka_transactions_total", null, "Transactions, committed or aborted.");
        _alreadyWritten = _meter.CreateCounter<long>(
            "linead_kafka_frames_already_decided_total", null, "Frames whose decision was read back, not handed in again.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    internal void Connected(string connection, int change) => _connected.Add(change, Tag("connection", connection));

    internal void Moved(string how, int partitions)
    {
        _moves.Add(partitions, Tag("how", how));
        _partitions.Add(how == "taken" ? partitions : -partitions);
    }

    internal void Unacknowledged(int change) => _unacknowledged.Add(change);

    internal void Paused() => _pauses.Add(1);

    internal void Shed(OutputKind kind) => _shed.Add(1, Tag("kind", kind.ToString()));

    internal void Resent() => _resent.Add(1);

    internal void AlreadyWritten() => _alreadyWritten.Add(1);

    internal void Transaction(bool committed) => _transactions.Add(1, Tag("end", committed ? "committed" : "aborted"));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
