using System.Diagnostics.Metrics;
using LineAD.Core.Contracts;

namespace LineAD.Transport.Mqtt;

/// <summary>The instruments of the meter <c>LineAD.Transport.Mqtt</c>; labels come from fixed sets.</summary>
public sealed class MqttMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "LineAD.Transport.Mqtt";

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly UpDownCounter<long> _connected;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _resent;
    private readonly UpDownCounter<long> _unacknowledged;

    /// <summary>Creates the instruments; without a factory (tests) on a meter of its own.</summary>
    public MqttMetrics(IMeterFactory? factory = null)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
        _connected = _meter.CreateUpDownCounter<long>("linead_mqtt_connected", null, "Connections that are up.");
        _reconnects = _meter.CreateCounter<long>("linead_mqtt_reconnects_total", null, "Connections made again.");
        _shed = _meter.CreateCounter<long>("linead_mqtt_outputs_shed_total", null, "Output messages given up, by kind.");
        _resent = _meter.CreateCounter<long>(
            "linead_mqtt_decisions_resent_total", null, "Decisions sent again after a lost connection.");
        _unacknowledged = _meter.CreateUpDownCounter<long>(
            "linead_mqtt_unacknowledged", null, "Frames and triggers received and not acknowledged.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    internal void Connected(string connection, int change) => _connected.Add(change, Tag("connection", connection));

    internal void Reconnect(string connection) => _reconnects.Add(1, Tag("connection", connection));

    internal void Shed(OutputKind? kind) => _shed.Add(1, Tag("kind", kind?.ToString() ?? "Response"));

    internal void Resent() => _resent.Add(1);

    internal void Unacknowledged(int change) => _unacknowledged.Add(change);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
