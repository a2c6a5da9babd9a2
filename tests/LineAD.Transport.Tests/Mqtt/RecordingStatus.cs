using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Counts what a decision connection reports.</summary>
internal sealed class RecordingStatus : IStationStatus
{
    private int _takenOver;
    private int _connects;
    private int _disconnects;

    public int TakenOver => Volatile.Read(ref _takenOver);

    public int Connects => Volatile.Read(ref _connects);

    public int Disconnects => Volatile.Read(ref _disconnects);

    public HeartbeatSnapshot ReadHeartbeat(StationKey station) => new(StationState.Ready, 7, 3, 0);

    public void OnTakenOver(StationKey station) => Interlocked.Increment(ref _takenOver);

    public void OnDecisionConnection(StationKey station, bool connected) =>
        Interlocked.Increment(ref connected ? ref _connects : ref _disconnects);
}
