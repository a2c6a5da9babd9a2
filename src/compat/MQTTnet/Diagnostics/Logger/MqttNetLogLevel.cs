namespace MQTTnet.Diagnostics.Logger;

/// <summary>Severity of a log message.</summary>
public enum MqttNetLogLevel
{
    Verbose = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}
