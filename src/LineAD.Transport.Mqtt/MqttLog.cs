using Microsoft.Extensions.Logging;
using MQTTnet;

namespace LineAD.Transport.Mqtt;

/// <summary>Log messages of the MQTT transport, events 400 to 499.</summary>
internal static partial class MqttLog
{
    [LoggerMessage(400, LogLevel.Information, "MQTT {Connection}: connected, session present: {SessionPresent}")]
    public static partial void Connected(ILogger logger, string connection, bool sessionPresent);

    [LoggerMessage(401, LogLevel.Warning, "MQTT {Connection}: disconnected, reason {Reason}: {Problem}")]
    public static partial void Disconnected(
        ILogger logger, string connection, MqttClientDisconnectReason reason, string? problem);

    [LoggerMessage(402, LogLevel.Warning, "MQTT {Connection}: not connected: {Problem} Next attempt in {Delay}.")]
    public static partial void ConnectFailed(ILogger logger, string connection, string? problem, TimeSpan delay);

    [LoggerMessage(403, LogLevel.Error, "MQTT {Connection}: stopped for an unexpected reason")]
    public static partial void LinkFailed(ILogger logger, Exception exception, string connection);

    [LoggerMessage(404, LogLevel.Error,
        "Station {Station}: another client owns the decision connection; halted. Stop one of the two, then restart.")]
    public static partial void TakenOver(ILogger logger, string station);

    [LoggerMessage(405, LogLevel.Warning, "MQTT frames: a message could not be acknowledged: {Problem}")]
    public static partial void AcknowledgeFailed(ILogger logger, string problem);

    [LoggerMessage(406, LogLevel.Error, "MQTT frames: the intake failed on {Topic}")]
    public static partial void IntakeFailed(ILogger logger, Exception exception, string topic);

    [LoggerMessage(407, LogLevel.Warning,
        "MQTT command {Topic}: the response topic '{ResponseTopic}' is below the root or has wildcards; not answered")]
    public static partial void ResponseTopicRefused(ILogger logger, string topic, string responseTopic);

    [LoggerMessage(408, LogLevel.Warning, "MQTT command {Topic}: too many commands are waiting; refused")]
    public static partial void CommandsFull(ILogger logger, string topic);

    [LoggerMessage(409, LogLevel.Error, "MQTT command {Topic}: failed")]
    public static partial void CommandFailed(ILogger logger, Exception exception, string topic);

    [LoggerMessage(410, LogLevel.Warning, "MQTT outputs: {Topic} was refused: {Reason}")]
    public static partial void OutputRefused(ILogger logger, string topic, MqttClientPublishReasonCode reason);

    [LoggerMessage(414, LogLevel.Warning, "MQTT outputs: {Topic} cannot be published: {Problem}")]
    public static partial void OutputImpossible(ILogger logger, string topic, string problem);

    [LoggerMessage(411, LogLevel.Warning, "MQTT outputs: {Topic} has {Bytes} bytes, the broker takes {Limit}; shed")]
    public static partial void OutputTooLarge(ILogger logger, string topic, long bytes, long limit);

    [LoggerMessage(415, LogLevel.Warning, "MQTT decisions of {Station}: the broker answers nothing any more; connecting anew")]
    public static partial void Unanswered(ILogger logger, string station);

    [LoggerMessage(416, LogLevel.Warning, "MQTT frames: {Topic} cannot be used, so the end of a backlog must be guessed by pauses. Allow it to this client in the broker's ACL, to publish and to subscribe")]
    public static partial void NoMarker(ILogger logger, string topic);

    [LoggerMessage(412, LogLevel.Error, "MQTT heartbeat of {Station} failed")]
    public static partial void HeartbeatFailed(ILogger logger, Exception exception, string station);

    [LoggerMessage(413, LogLevel.Warning, "MQTT decisions of {Station}: the broker refused {Topic}: {Reason}")]
    public static partial void DecisionRefused(
        ILogger logger, string station, string topic, MqttClientPublishReasonCode reason);
}
