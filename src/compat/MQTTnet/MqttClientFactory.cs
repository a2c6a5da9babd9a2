using MQTTnet.Diagnostics.Logger;
using MQTTnet.Wire;

namespace MQTTnet;

/// <summary>Makes clients and builders.</summary>
public class MqttClientFactory
{
    private readonly IMqttNetLogger _logger;

    public MqttClientFactory()
        : this(new NullLogger())
    {
    }

    public MqttClientFactory(IMqttNetLogger logger) =>
        _logger = logger ?? throw new ArgumentNullException(nameof(logger));

    public IMqttClient CreateMqttClient() => new MqttClient(_logger);

    public MqttClientOptionsBuilder CreateClientOptionsBuilder() => new();

    public MqttClientSubscribeOptionsBuilder CreateSubscribeOptionsBuilder() => new();
}
