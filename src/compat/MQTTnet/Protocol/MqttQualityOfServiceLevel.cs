namespace MQTTnet.Protocol;

/// <summary>Delivery guarantee between client and broker, one hop.</summary>
public enum MqttQualityOfServiceLevel
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
}
