using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Shadow;
using LineAD.Pipeline.Status;

namespace LineAD.Pipeline;

/// <summary>
/// The heart of the product: frames and triggers in, one decision a part out, before the gate. Start it before the
/// sources and stop it after them.
/// </summary>
public sealed class LinePipeline : IFrameIntake, IStationStatus, IDisposable
{
    private readonly PipelineParts _parts;
    private volatile bool _isStarted;

    /// <summary>Composes the pipeline; nothing runs before <see cref="Start"/>.</summary>
    public LinePipeline(LinePipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _parts = new PipelineParts(services);
        _parts.Watch.Hung += (_, e) => DeviceHung?.Invoke(this, e);
        _parts.Metrics.Observe(new PipelineGauges(_parts, services.Models));
    }

    /// <summary>
    /// A device call runs for longer than <c>deviceHangMs</c>, or every call has failed for so long: policy decisions go on, and
    /// the host is to end the process for its supervisor to restart. Raised once, on a thread of its own.
    /// </summary>
    public event EventHandler? DeviceHung;

    /// <summary>Executes <c>cmd/station/…</c> and <c>cmd/model/…</c>.</summary>
    public IStationCommands Commands => _parts.Commands;

    /// <summary>Run of the process; 0 before <see cref="Start"/>.</summary>
    public ushort Epoch => _parts.Status.Epoch;

    /// <summary>
    /// Done once the device's thread is warm, some time after <see cref="Start"/>: frames that come earlier are scored too, but wait
    /// for it. What the last run left is decided without waiting.
    /// </summary>
    public Task Rehearsed => _parts.Rehearsed;

    /// <summary>Payload bytes held now; 0 once stopped.</summary>
    public long PayloadBytesHeld => _parts.Payloads.Held;

    /// <summary>Parts that are not closed.</summary>
    public int OpenParts => _parts.Table.Count;

    /// <summary>Reads the journal, takes up what the last run left, and opens the intake.</summary>
    public void Start()
    {
        var recovery = _parts.Journal.Recover();
        _parts.Status.Epoch = recovery.Epoch;
        _parts.StateFile.Load(_parts.Stations);
        _parts.StartThreads();
        _parts.Recovery.Run(recovery);
        _parts.Intake.IsOpen = true;
        _isStarted = true;
        PipelineLog.Started(_parts.Logger, _parts.Stations.All.Count, _parts.DecodeWorkers, recovery.Epoch);
        PipelineLog.Recovered(
            _parts.Logger, recovery.Decisions.Count, recovery.OpenParts.Count, _parts.InHand.SuspectCount);
    }

    /// <summary>
    /// Stops: takes no more frames, finishes open parts within the drain timeout, decides the rest by policy, and ends
    /// the threads. Frames that arrived after the stop began are left unacknowledged, for redelivery.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted)
        {
            return;
        }

        _isStarted = false;
        _parts.Intake.IsOpen = false;
        PipelineLog.Stopping(_parts.Logger, _parts.Table.Count);
        await PipelineDrain.RunAsync(_parts, cancellationToken).ConfigureAwait(false);
        _parts.Status.Stop();
        _parts.StopThreads();
        PipelineLog.Stopped(_parts.Logger, _parts.Ledger.Abandoned);
    }

    /// <summary>Whether it can do its work now.</summary>
    public PipelineHealth ReadHealth()
    {
        var (sinks, models) = (true, true);
        foreach (var station in _parts.Stations.All)
        {
            models &= _parts.Status.HasModels(station);
            foreach (var sink in station.Sinks)
            {
                sinks &= !sink.Required || sink.IsConnected;
            }
        }

        return new PipelineHealth(_isStarted, !_parts.Watch.IsHung && !_parts.Watch.IsFailing, _parts.Journal.IsHealthy, sinks, models);
    }

    /// <inheritdoc />
    public void Offer(InboundFrame frame) => _parts.Intake.Offer(frame);

    /// <inheritdoc />
    public void Offer(InboundTrigger trigger) => _parts.Intake.Offer(trigger);

    /// <inheritdoc />
    public void Refuse(InboundRefusal refusal) => _parts.Intake.Refuse(refusal);

    /// <inheritdoc />
    public void Leave(StationKey station) => _parts.Intake.Leave(station);

    /// <inheritdoc />
    public HeartbeatSnapshot ReadHeartbeat(StationKey station) => _parts.Status.ReadHeartbeat(station);

    /// <inheritdoc />
    public void OnTakenOver(StationKey station) => _parts.Status.OnTakenOver(station);

    /// <inheritdoc />
    public void OnDecisionConnection(StationKey station, bool connected) =>
        _parts.Status.OnDecisionConnection(station, connected);

    /// <summary>What is known of the models that shadow now.</summary>
    public IReadOnlyList<ShadowReport> ReadShadows() => _parts.Shadow.Read();

    /// <summary>State of a station now.</summary>
    public StationState ReadState(StationKey station) => _parts.Status.State(station);

    /// <inheritdoc />
    public void Dispose() => _parts.Dispose();
}
