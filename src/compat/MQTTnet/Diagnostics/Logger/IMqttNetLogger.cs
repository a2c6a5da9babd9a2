namespace MQTTnet.Diagnostics.Logger;

/// <summary>Receives what the client has to say; must not throw.</summary>
public interface IMqttNetLogger
{
    bool IsEnabled { get; }

    void Publish(MqttNetLogLevel level, string source, string message, object[] parameters, Exception exception);
}
