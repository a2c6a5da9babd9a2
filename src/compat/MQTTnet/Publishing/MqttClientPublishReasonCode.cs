namespace MQTTnet;

/// <summary>Answer to a PUBLISH (MQTT 5, table 3-4).</summary>
public enum MqttClientPublishReasonCode
{
    Success = 0,
    NoMatchingSubscribers = 16,
    UnspecifiedError = 128,
    ImplementationSpecificError = 131,
    NotAuthorized = 135,
    TopicNameInvalid = 144,
    PacketIdentifierInUse = 145,
    QuotaExceeded = 151,
    PayloadFormatInvalid = 153,
}
