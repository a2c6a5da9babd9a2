namespace LineAD.Cli.Commission;

/// <summary>What the command line says about brokers; null where it says nothing.</summary>
/// <param name="Transport"><c>mqtt</c> or <c>kafka</c>.</param>
/// <param name="Host">MQTT broker.</param>
/// <param name="Port">Its port.</param>
/// <param name="Bootstrap">Kafka brokers, <c>host:port</c>, separated by commas.</param>
internal sealed record BrokerChoice(string? Transport = null, string? Host = null, int? Port = null, string? Bootstrap = null);
