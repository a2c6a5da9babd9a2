namespace MQTTnet.Protocol;

/// <summary>What a new subscription does with retained messages.</summary>
public enum MqttRetainHandling
{
    SendAtSubscribe = 0,
    SendAtSubscribeIfNewSubscriptionOnly = 1,
    DoNotSendOnSubscribe = 2,
}
