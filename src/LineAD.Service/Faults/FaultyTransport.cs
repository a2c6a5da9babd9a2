using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Service.Hosting;

namespace LineAD.Service.Faults;

/// <summary>A transport whose outputs may be taken slowly; faults of its network are made outside the process.</summary>
internal sealed class FaultyTransport(ILineTransport inner, FaultBoard faults) : ILineTransport
{
    private readonly FaultyOutputs? _outputs = inner.Outputs is { } outputs ? new FaultyOutputs(outputs, faults) : null;

    /// <inheritdoc />
    public string Name => inner.Name;

    /// <inheritdoc />
    public string Broker => inner.Broker;

    /// <inheritdoc />
    public bool Publishes => inner.Publishes;

    /// <inheritdoc />
    public bool Required => inner.Required;

    /// <inheritdoc />
    public bool RequireAtStart => inner.RequireAtStart;

    /// <inheritdoc />
    public IOutputSink? Outputs => _outputs;

    /// <inheritdoc />
    public bool SourcesConnected => inner.SourcesConnected;

    /// <inheritdoc />
    public IReadOnlyDictionary<StationKey, IDecisionSink> StartSinks(ushort epoch, IStationStatus status) =>
        inner.StartSinks(epoch, status);

    /// <inheritdoc />
    public void StartSources(IFrameIntake intake, IStationCommands commands) => inner.StartSources(intake, commands);

    /// <inheritdoc />
    public void StopIntake() => inner.StopIntake();

    /// <inheritdoc />
    public ValueTask StopSourcesAsync() => inner.StopSourcesAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
