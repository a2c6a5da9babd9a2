using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Cli.Commission;

/// <summary>Which brokers commissioning speaks to: the service's own or loopback; what the command line names wins.</summary>
/// <param name="Mqtt">Where the frames are, or with Kafka where the service takes commands; null for none.</param>
/// <param name="Kafka">Where the frames are; null when they come over MQTT.</param>
internal sealed record CommissionBrokers(MqttOptions? Mqtt, KafkaOptions? Kafka)
{
    private const string KafkaName = "kafka";
    private const string ByHand = "put 20 good parts into the folder of --data yourself";

    /// <summary>Finds them.</summary>
    /// <param name="service">The service's configuration, or null.</param>
    /// <param name="choice">The command line.</param>
    /// <param name="needsCommands">Whether the station's mode is to be changed.</param>
    /// <exception cref="LineAdConfigurationException">There is no such broker, or it is not clear which.</exception>
    public static CommissionBrokers Of(LineAdOptions? service, BrokerChoice choice, bool needsCommands)
    {
        if (!IsKafka(service, choice))
        {
            return new CommissionBrokers(ForFrames(service, choice), null);
        }

        var kafka = Cluster(service, choice);
        return new CommissionBrokers(needsCommands ? ForCommands(service, choice) : null, kafka);
    }

    private static bool IsKafka(LineAdOptions? service, BrokerChoice choice)
    {
        if (choice.Transport is { } named)
        {
            return named == KafkaName;
        }

        var (byMqtt, byKafka) = (service?.Mqtt is { ReceiveFrames: true }, service?.Kafka is { ReceiveFrames: true });
        if (choice.Bootstrap is null && choice.Host is null && byMqtt && byKafka)
        {
            throw Bad(
                "--transport", "is not given, and the service takes frames over MQTT and over Kafka.",
                "Say over which this station's frames come: --transport mqtt or --transport kafka.");
        }

        return choice.Bootstrap is not null || (byKafka && !byMqtt);
    }

    private static MqttOptions ForFrames(LineAdOptions? service, BrokerChoice choice)
    {
        if (choice.Bootstrap is { } servers)
        {
            throw Bad("--bootstrap", $"'{servers}' names Kafka brokers, and frames are to come over MQTT.", "Leave it out, or give --transport kafka.");
        }

        return service is { Mqtt: null } && choice.Host is null
            ? throw Bad("$.mqtt", "is missing, and frames are to come over MQTT.", $"Give --host of a broker that has the frames, or {ByHand}.")
            : Named(service?.Mqtt ?? new MqttOptions(), choice);
    }

    private static KafkaOptions Cluster(LineAdOptions? service, BrokerChoice choice)
    {
        if (service is { Kafka: null } && choice.Bootstrap is null)
        {
            throw Bad("$.kafka", "is missing, and frames are to come over Kafka.", $"Give --bootstrap HOST:PORT of a cluster that has the frames, or {ByHand}.");
        }

        var kafka = service?.Kafka ?? new KafkaOptions();
        kafka.BootstrapServers = choice.Bootstrap ?? kafka.BootstrapServers;
        foreach (var server in kafka.BootstrapServers.Split(',').Where(s => !KafkaOptions.IsServer(s)))
        {
            throw Bad("--bootstrap", $"'{server}' is not host:port.", "Write one or more host:port, separated by commas.");
        }

        return kafka;
    }

    // Commands and the states that tell the mode are on MQTT, whatever the frames come over.
    private static MqttOptions ForCommands(LineAdOptions? service, BrokerChoice choice)
    {
        const string Remedy = "Or leave it out, and set the station's mode to commission in the service's configuration (stations[].mode) meanwhile.";
        if (service?.Mqtt is null && choice.Host is null)
        {
            throw Bad(
                "--station-mode", "needs MQTT, for a service takes commands over MQTT only, and no MQTT broker is named.",
                $"Give --host of the broker that the service has in its mqtt section. {Remedy}");
        }

        return service?.Mqtt is { Publish: false }
            ? throw Bad(
                "--station-mode", "needs the station's state, and $.mqtt.publish is false: the mode to go back to cannot be read.",
                $"Set mqtt.publish to true where one process has the station. {Remedy}")
            : Named(service?.Mqtt ?? new MqttOptions(), choice);
    }

    private static MqttOptions Named(MqttOptions mqtt, BrokerChoice choice)
    {
        mqtt.Host = choice.Host ?? mqtt.Host;
        mqtt.Port = choice.Port ?? mqtt.Port;
        return mqtt;
    }

    private static LineAdConfigurationException Bad(string path, string problem, string remedy) =>
        new([new ConfigurationError(path, problem, remedy)]);
}
