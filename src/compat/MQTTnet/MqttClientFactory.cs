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

    public IMqttNetLogger DefaultLogger => _logger;

    public IMqttClient CreateMqttClient() => new MqttClient(_logger);

    public IMqttClient CreateMqttClient(IMqttNetLogger logger) =>
        new MqttClient(logger ?? throw new ArgumentNullException(nameof(logger)));

    public MqttApplicationMessageBuilder CreateApplicationMessageBuilder() => new();

    public MqttClientOptionsBuilder CreateClientOptionsBuilder() => new();

    public MqttClientSubscribeOptionsBuilder CreateSubscribeOptionsBuilder() => new();
}
