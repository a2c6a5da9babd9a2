using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Cli.Commission;

/// <summary>Which broker commissioning listens to.</summary>
internal static class CommissionBroker
{
    /// <summary>The service's own broker, or loopback; what is named beside it wins.</summary>
    /// <exception cref="LineAdConfigurationException">The service has no MQTT broker.</exception>
    public static MqttOptions Of(LineAdOptions? service, string? host, int? port)
    {
        if (service is { Mqtt: null } && host is null)
        {
            throw new LineAdConfigurationException([new ConfigurationError(
                "$.mqtt", "is missing: commissioning captures over MQTT.",
                "Give --host of a broker that has the frames, or put 20 good parts into the folder of --data yourself.")]);
        }

        var broker = service?.Mqtt ?? new MqttOptions();
        broker.Host = host ?? broker.Host;
        broker.Port = port ?? broker.Port;
        return broker;
    }
}
