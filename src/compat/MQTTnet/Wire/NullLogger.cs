using MQTTnet.Diagnostics.Logger;

namespace MQTTnet.Wire;

/// <summary>Logs nothing.</summary>
internal sealed class NullLogger : IMqttNetLogger
{
    public bool IsEnabled => false;

    public void Publish(
        MqttNetLogLevel level, string source, string message, object[] parameters, Exception exception)
    {
    }
}
