using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka;

/// <summary>Log messages of the Kafka transport, events 500 to 599.</summary>
internal static partial class KafkaLog
{
    [LoggerMessage(EventId = 500, Message = "librdkafka {Client}: {Facility}: {Message}")]
    public static partial void Library(ILogger logger, LogLevel level, string client, string facility, string message);

    [LoggerMessage(501, LogLevel.Information, "Kafka {Connection}: connected to {Servers}")]
    public static partial void Connected(ILogger logger, string connection, string servers);

    [LoggerMessage(502, LogLevel.Warning, "Kafka {Connection}: no broker of {Servers} can be reached: {Problem}")]
    public static partial void Disconnected(ILogger logger, string connection, string servers, string problem);

    [LoggerMessage(503, LogLevel.Information, "Kafka frames: took partitions {Partitions}")]
    public static partial void Assigned(ILogger logger, string partitions);

    [LoggerMessage(504, LogLevel.Information, "Kafka frames: gave partitions {Partitions} back, {Left} frames left open")]
    public static partial void Revoked(ILogger logger, string partitions, int left);

    [LoggerMessage(505, LogLevel.Warning,
        "Kafka frames: lost partitions {Partitions} with {Left} frames open; their owner decides them again")]
    public static partial void Lost(ILogger logger, string partitions, int left);

    [LoggerMessage(506, LogLevel.Warning, "Kafka frames: {Problem}")]
    public static partial void ConsumeFailed(ILogger logger, string problem);

    [LoggerMessage(EventId = 507, Message =
        "Kafka frames: the consumer cannot go on: {Problem} If another process has this instance name, give each its own. "
        + "After an outage it is made anew.")]
    public static partial void ConsumerFatal(ILogger logger, LogLevel level, string problem);

    [LoggerMessage(508, LogLevel.Error, "Kafka frames: the intake failed on {Origin}")]
    public static partial void IntakeFailed(ILogger logger, Exception exception, string origin);

    [LoggerMessage(509, LogLevel.Warning, "Kafka frames: {Frames} frames in hand, fetching pauses")]
    public static partial void Paused(ILogger logger, int frames);

    [LoggerMessage(510, LogLevel.Information, "Kafka frames: {Frames} frames in hand, fetching goes on")]
    public static partial void Resumed(ILogger logger, int frames);

    [LoggerMessage(511, LogLevel.Warning, "Kafka decisions of {Station}: {Topic} was refused: {Problem}")]
    public static partial void DecisionRefused(ILogger logger, string station, string topic, string problem);

    [LoggerMessage(512, LogLevel.Warning,
        "Kafka decisions: {Count} were sent and not acknowledged by their deadline; the producer is made anew")]
    public static partial void ProducerRenewed(ILogger logger, int count);

    [LoggerMessage(513, LogLevel.Warning, "Kafka outputs: {Topic} was refused: {Problem}")]
    public static partial void OutputRefused(ILogger logger, string topic, string problem);

    [LoggerMessage(514, LogLevel.Warning,
        "Kafka outputs: {Topic} has {Bytes} bytes, the brokers take {Limit} (kafka.maxRecordBytes); shed")]
    public static partial void OutputTooLarge(ILogger logger, string topic, long bytes, long limit);

    [LoggerMessage(515, LogLevel.Error, "Kafka {Thread}: stopped for an unexpected reason")]
    public static partial void ThreadFailed(ILogger logger, Exception exception, string thread);

    [LoggerMessage(516, LogLevel.Warning,
        "Kafka topics {Frames} and {Decisions} have {FramePartitions} and {DecisionPartitions} partitions: "
        + "decisions are placed by their key. Give both the same number.")]
    public static partial void PartitionsDiffer(
        ILogger logger, string frames, string decisions, int framePartitions, int decisionPartitions);

    [LoggerMessage(517, LogLevel.Warning, "Kafka frames: offsets of {Partitions} could not be committed: {Problem}")]
    public static partial void CommitFailed(ILogger logger, string partitions, string problem);

    [LoggerMessage(518, LogLevel.Warning, "Kafka transaction with {Records} records was aborted: {Problem}")]
    public static partial void TransactionAborted(ILogger logger, int records, string problem);

    [LoggerMessage(519, LogLevel.Error, "Kafka transactions cannot go on: {Problem} The producer is made anew.")]
    public static partial void TransactionsFatal(ILogger logger, string problem);

    [LoggerMessage(520, LogLevel.Information,
        "Kafka decisions: {Decisions} read back from partition {Partition} in {Milliseconds} ms")]
    public static partial void ReadBack(ILogger logger, int decisions, int partition, long milliseconds);

    [LoggerMessage(521, LogLevel.Warning,
        "Kafka decisions: partitions {Partitions} could not be read back within {Seconds} s: {Problem}")]
    public static partial void ReadBackFailed(ILogger logger, string partitions, int seconds, string problem);

    [LoggerMessage(523, LogLevel.Warning,
        "Kafka frames: {Frames} frames of {Stations} stations that go to another process are decided by policy")]
    public static partial void EndedByPolicy(ILogger logger, int frames, int stations);

    [LoggerMessage(524, LogLevel.Error,
        "Kafka transactions: {Count} producers are in a call of the client library that does not return; decisions wait until one "
        + "does, and parts end by policy or silent. Look at the brokers; if they are well, restart the service.")]
    public static partial void ProducersHang(ILogger logger, int count);

    [LoggerMessage(522, LogLevel.Warning, "Kafka frames: the frame of {Origin} cannot be read from {Address}: {Problem}")]
    public static partial void ClaimFailed(ILogger logger, string origin, string address, string problem);
}
