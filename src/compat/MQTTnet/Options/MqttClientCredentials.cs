namespace MQTTnet;

/// <summary>A fixed user name and password.</summary>
public sealed class MqttClientCredentials : IMqttClientCredentialsProvider
{
    private readonly byte[] _password;
    private readonly string _userName;

    public MqttClientCredentials(string userName, byte[] password = null)
    {
        _userName = userName;
        _password = password;
    }

    public byte[] GetPassword(MqttClientOptions clientOptions) => _password;

    public string GetUserName(MqttClientOptions clientOptions) => _userName;
}
