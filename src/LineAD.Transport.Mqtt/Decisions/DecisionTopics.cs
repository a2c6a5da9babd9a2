using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>The topics of one station's decision connection, made once.</summary>
internal sealed class DecisionTopics(Topics topics, StationKey station)
{
    private readonly string _decision = topics.Decision(station, simulated: false);
    private readonly string _decisionBinary = topics.DecisionBinary(station, simulated: false);
    private readonly string _simulated = topics.Decision(station, simulated: true);
    private readonly string _simulatedBinary = topics.DecisionBinary(station, simulated: true);

    public string Reject { get; } = topics.Reject(station);

    public string RejectBinary { get; } = topics.RejectBinary(station);

    public string State { get; } = topics.State(station);

    public string Heartbeat { get; } = topics.Heartbeat(station);

    public string Decision(bool simulated) => simulated ? _simulated : _decision;

    public string DecisionBinary(bool simulated) => simulated ? _simulatedBinary : _decisionBinary;
}
