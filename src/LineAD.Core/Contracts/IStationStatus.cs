using LineAD.Core.Identity;

namespace LineAD.Core.Contracts;

/// <summary>Read side of a station's status, for heartbeat, state, health and the console.</summary>
public interface IStationStatus
{
    /// <summary>The heartbeat's content now. Called ten times a second on the heartbeat's own thread; never blocks.</summary>
    HeartbeatSnapshot ReadHeartbeat(StationKey station);

    /// <summary>The decision connection was taken over by another client (MQTT 0x8E): the station is halted for good.</summary>
    void OnTakenOver(StationKey station);

    /// <summary>The decision connection came up or went down; the state message shows it.</summary>
    void OnDecisionConnection(StationKey station, bool connected);
}
