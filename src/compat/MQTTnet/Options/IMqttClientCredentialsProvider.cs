namespace MQTTnet;

/// <summary>Gives user name and password when a connection is made.</summary>
public interface IMqttClientCredentialsProvider
{
    byte[] GetPassword(MqttClientOptions clientOptions);

    string GetUserName(MqttClientOptions clientOptions);
}
