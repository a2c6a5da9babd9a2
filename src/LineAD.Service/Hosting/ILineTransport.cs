using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;

namespace LineAD.Service.Hosting;

/// <summary>
/// A transport as the host drives it: outputs from the start, then sinks, then sources; stopped in reverse.
/// </summary>
internal interface ILineTransport : IAsyncDisposable
{
    /// <summary><c>mqtt</c> or <c>kafka</c>.</summary>
    string Name { get; }

    /// <summary>Broker, for logs: <c>host:port</c>.</summary>
    string Broker { get; }

    /// <summary>Whether decisions and all that goes with them go out by it.</summary>
    bool Publishes { get; }

    /// <summary>Whether an acknowledgement waits for its sinks.</summary>
    bool Required { get; }

    /// <summary>Whether the host ends when it cannot be reached at start.</summary>
    bool RequireAtStart { get; }

    /// <summary>Where masks, audit records and dead letters go; null when it does not publish.</summary>
    IOutputSink? Outputs { get; }

    /// <summary>Creates and connects the decision sink of each station, in the background; none when it does not publish.</summary>
    IReadOnlyDictionary<StationKey, IDecisionSink> StartSinks(ushort epoch, IStationStatus status);

    /// <summary>Connects the sources, in the background.</summary>
    void StartSources(IFrameIntake intake, IStationCommands commands);

    /// <summary>Whether the sources are connected, where it has any.</summary>
    bool SourcesConnected { get; }

    /// <summary>Takes no more frames, while acknowledgements still go out.</summary>
    void StopIntake();

    /// <summary>Ends the sources, after the pipeline has drained.</summary>
    ValueTask StopSourcesAsync();
}
